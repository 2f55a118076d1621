package io.atflux.samples.modem.module;

import io.atflux.samples.modem.engine.Settings;
import io.atflux.samples.modem.switches.Switches;

/** Everything that the commands of one firmware run work on. */
public record Board(
        Switches switches,
        Settings settings,
        Nvram nvram,
        Uart uart,
        Sim sim,
        Registration registration,
        Bearer bearer,
        MqttClients mqtt,
        TlsStore tls,
        Calendar calendar,
        Power power) {

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
