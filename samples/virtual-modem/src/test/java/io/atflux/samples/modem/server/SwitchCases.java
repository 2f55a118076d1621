package io.atflux.samples.modem.server;

import java.util.List;
import java.util.stream.Stream;

/** The cases of all switches. */
final class SwitchCases {

    private SwitchCases() {}

    static List<SwitchCase> all() {
        return Stream.of(
                        LineCases.cases(),
                        ComPortCases.cases(),
                        BootCases.cases(),
                        NetworkCases.cases(),
                        BearerCases.cases(),
                        SocketCases.cases(),
                        MqttCases.cases(),
                        MqttOpenCases.cases(),
                        DataCases.cases(),
                        CallCases.cases(),
                        FaultCases.cases())
                .flatMap(List::stream)
                .toList();
    }
}
