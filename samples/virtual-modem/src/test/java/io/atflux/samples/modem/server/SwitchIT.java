package io.atflux.samples.modem.server;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every switch, in each of its positions, seen from a plain socket. */
class SwitchIT {

    static List<SwitchCase> cases() {
        return SwitchCases.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void standsWhereItIsPut(SwitchCase one) throws Exception {
        try (Host host = new Host(one.switches(), one.comPort())) {
            one.script().run(host);
        }
    }
}
