package io.atflux.samples.modem.module;

import io.atflux.samples.modem.Clock;
import io.atflux.samples.modem.engine.AtEngine;
import io.atflux.samples.modem.engine.Call;
import io.atflux.samples.modem.engine.Settings;
import io.atflux.samples.modem.switches.Switches;
import java.time.Duration;
import java.time.Instant;

/** The state that the commands of one firmware run share. */
public record Board(
        Switches switches,
        Clock clock,
        AtEngine engine,
        Nvram nvram,
        Uart uart,
        Sim sim,
        NetworkRegistration registration,
        PdpBearer bearer,
        PdpContexts contexts,
        ModuleMqttClients mqtt,
        ModuleSockets sockets,
        TlsStore tls,
        Calendar calendar,
        Messages messages,
        VoiceCalls calls,
        Ussd ussd,
        Power power) {

    /** The settings of the basic commands. */
    public Settings settings() {
        return engine.settings();
    }

    /** Runs the rest of a command after a delay. */
    public void later(Duration time, Call call, Runnable rest) {
        clock.schedule(time, () -> call.resume(rest));
    }

    /** The current time. */
    public Instant now() {
        return clock.now();
    }

    /** The control of the supply by commands. */
    public interface Power {

        /** Restarts after the command's final result. */
        void reset();

        /** Switches off after the command's final result. */
        void off();

        /** AT+CFUN: 0 minimum, 1 full, 4 flight mode. */
        int functionality();

        /** Changes the functionality. */
        void functionality(int level);
    }
}
