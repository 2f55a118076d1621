package io.atflux.samples.modem.server;

import static io.atflux.samples.modem.server.SwitchCase.of;

import io.atflux.samples.modem.switches.Switch;
import java.util.List;

/** AT+MIPDNS and AT+MIPOPEN. */
final class SocketCases {

    private static final String ASK = "AT+MIPDNS=\"broker\",0\r";
    private static final String OPEN = "AT+MIPOPEN=1,,\"broker\",1883,0\r";
    private static final String FAILED = "\r\nOK\r\n\r\n+MIPOPEN: 1,0\r\n";
    private static final String OK = "\r\nOK\r\n";

    private SocketCases() {}

    static List<SwitchCase> cases() {
        return List.of(
                of(Switch.DNS, "network", host -> host.online()
                        .exchange(ASK, "\r\nOK\r\n\r\n+MIPDNS: \"broker\",192.0.2.10\r\n")),
                of(Switch.DNS, "unknown", host -> host.numbered()
                        .online()
                        .exchange(ASK, "\r\n+CME ERROR: 918\r\n")
                        .exchange(OPEN, FAILED)
                        .exchange("AT+MQTTOPEN=1,\"broker\",1883,1,60\r", "\r\nOK\r\n\r\n+MQTTOPEN: 1,0\r\n")),
                of(Switch.DNS, "unknown:1", host -> host.numbered()
                        .online()
                        .exchange(ASK, "\r\n+CME ERROR: 918\r\n")
                        .exchange(ASK, "\r\nOK\r\n\r\n+MIPDNS: \"broker\",192.0.2.10\r\n")),
                of(Switch.DNS, "error", host -> host.online().exchange(ASK, "\r\nERROR\r\n")),
                of(Switch.DNS, "silent", host -> host.online().exchange(ASK, OK).nothingMore()),
                of(Switch.TCP, "network", host -> host.online().exchange(OPEN, "\r\nOK\r\n\r\n+MIPOPEN: 1,1\r\n")),
                of(Switch.TCP, "refused", host -> host.online()
                        .exchange(OPEN, FAILED)
                        .exchange("AT+MQTTOPEN=1,\"broker\",1883,1,60\r", "\r\nOK\r\n\r\n+MQTTOPEN: 1,0\r\n")),
                of(
                        Switch.TCP,
                        "unreachable",
                        host -> host.online()
                                .exchange(OPEN, FAILED)
                                .exchange("AT+MQTTOPEN=1,\"broker\",1883,1,60\r", "\r\nOK\r\n\r\n+MQTTOPEN: 1,0\r\n"),
                        "open-limit=50"),
                of(Switch.TCP, "error", host -> host.online().exchange(OPEN, "\r\nERROR\r\n")),
                of(Switch.TCP, "silent", host -> host.online()
                        .exchange(OPEN, OK)
                        .nothingMore()));
    }
}
