package io.atflux.samples.modem.module;

import io.atflux.samples.modem.Clock;
import io.atflux.samples.modem.engine.AtEngine;
import io.atflux.samples.modem.engine.Call;
import io.atflux.samples.modem.engine.Settings;
import io.atflux.samples.modem.switches.Switches;
import java.time.Duration;
import java.time.Instant;

/** Everything that the commands of one firmware run work on. */
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

    /** What the basic commands set. */
    public Settings settings() {
        return engine.settings();
    }

    /** Runs the rest of a command after a while. */
    public void later(Duration time, Call call, Runnable rest) {
        clock.schedule(time, () -> call.resume(rest));
    }

    /** The time. */
    public Instant now() {
        return clock.now();
    }

    /** What a command can do to the supply. */
    public interface Power {

        /** Restarts once the command's final result is printed. */
        void reset();

        /** Switches off once the command's final result is printed. */
        void off();

        /** AT+CFUN: 0 minimum, 1 full, 4 flight mode. */
        int functionality();

        /** Changes the functionality. */
        void functionality(int level);
    }
}
