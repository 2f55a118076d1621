package io.atflux.samples.modem.server;

import static io.atflux.samples.modem.server.SwitchCase.of;

import io.atflux.samples.modem.switches.Switch;
import java.time.Duration;
import java.util.List;

/** AT+MIPCALL. */
final class BearerCases {

    private static final String DIAL = "AT+MIPCALL=1\r";
    private static final String UP = "\r\nOK\r\n\r\n+MIPCALL: 10.104.48.68\r\n";
    private static final String FAILED = "\r\nOK\r\n\r\n+MIPCALL: 0\r\n";
    private static final String ASK = "AT+MIPCALL?\r";

    private BearerCases() {}

    static List<SwitchCase> cases() {
        return List.of(
                of(Switch.DIAL, "network", host -> host.exchange(DIAL, UP)),
                of(Switch.DIAL, "fail", host -> host.exchange(DIAL, FAILED).exchange(DIAL, FAILED)),
                of(Switch.DIAL, "fail:1", host -> host.exchange(DIAL, FAILED).exchange(DIAL, UP)),
                of(Switch.DIAL, "error", host -> host.exchange(DIAL, "\r\nERROR\r\n")),
                of(Switch.DIAL, "silent", host -> host.exchange(DIAL, "\r\nOK\r\n")
                        .exchange(ASK, "\r\n+MIPCALL: 0\r\n\r\nOK\r\n")),
                of(Switch.DIAL, "lost", host -> host.exchange(DIAL, "\r\nOK\r\n")
                        .exchange(ASK, "\r\n+MIPCALL: 1,10.104.48.68\r\n\r\nOK\r\n")),
                of(Switch.APNS, "", host -> host.exchange(DIAL, UP)),
                of(Switch.APNS, "cmiot", host -> host.exchange(DIAL, FAILED)
                        .exchange("AT+CGDCONT=1,\"IP\",\"cmiot\"\r", "\r\nOK\r\n")
                        .exchange(DIAL, UP)),
                of(Switch.ADDRESSES, "v4", host -> host.exchange(DIAL, UP)),
                of(Switch.MGAUTH, "auth", host -> host.exchange("AT+MGAUTH=1,2,\"u\",\"p\"\r", "\r\nOK\r\n")
                        .exchange("AT+MGAUTH=1,\"u\",\"p\"\r", "\r\nERROR\r\n")),
                of(Switch.MGAUTH, "optional", host -> host.exchange("AT+MGAUTH=1,2,\"u\",\"p\"\r", "\r\nOK\r\n")
                        .exchange("AT+MGAUTH=1,\"u\",\"p\"\r", "\r\nOK\r\n")),
                of(Switch.ADDRESSES, "dual", host -> host.exchange(
                                DIAL, "\r\nOK\r\n\r\n+MIPCALL: 10.104.48.68,2409:8934:1C21:5A0F:1:2:3:4\r\n")
                        .exchange(ASK, "\r\n+MIPCALL: 1,10.104.48.68,2409:8934:1C21:5A0F:1:2:3:4\r\n\r\nOK\r\n")),
                of(Switch.DIAL_TIME, "auto", host -> host.exchange(DIAL, UP)),
                of(Switch.DIAL_TIME, "150", host -> host.exchangeNotBefore(Duration.ofMillis(150), DIAL, UP)),
                of(Switch.DIAL_TIME, "999999999", host -> host.exchange(DIAL, "\r\nOK\r\n")
                        .exchange(ASK, "\r\n+MIPCALL: 2\r\n\r\nOK\r\n")
                        .exchange(DIAL, "\r\nERROR\r\n")),
                of(
                        Switch.DIALLING_ANSWER,
                        "2",
                        host -> host.exchange(DIAL, "\r\nOK\r\n").exchange(ASK, "\r\n+MIPCALL: 2\r\n\r\nOK\r\n"),
                        "dial-time=999999999"),
                of(
                        Switch.DIALLING_ANSWER,
                        "1,0.0.0.0",
                        host -> host.exchange(DIAL, "\r\nOK\r\n")
                                .exchange(ASK, "\r\n+MIPCALL: 1,0.0.0.0\r\n\r\nOK\r\n"),
                        "dial-time=999999999"),
                of(Switch.CONTEXT_CLASH, "error", host -> host.exchange("AT+CGACT=1,1\r", "\r\nOK\r\n")
                        .exchange(DIAL, "\r\nERROR\r\n")),
                of(Switch.CONTEXT_CLASH, "ok", host -> host.exchange("AT+CGACT=1,1\r", "\r\nOK\r\n")
                        .exchange(DIAL, UP)),
                of(
                        Switch.DIAL_LIMIT,
                        "120000",
                        host -> {
                            host.exchange(DIAL, "\r\nOK\r\n").nothingMore();
                            host.modem().registration(1);
                            host.expect("\r\n+MIPCALL: 10.104.48.68\r\n");
                        },
                        "registration=2"),
                of(
                        Switch.DIAL_LIMIT,
                        "50",
                        host -> host.exchangeNotBefore(Duration.ofMillis(50), DIAL, FAILED),
                        "registration=2"),
                of(Switch.BEARER, "down", host -> host.exchange(ASK, "\r\n+MIPCALL: 0\r\n\r\nOK\r\n")),
                of(Switch.BEARER, "up", host -> host.exchange(ASK, "\r\n+MIPCALL: 1,10.104.48.68\r\n\r\nOK\r\n")
                        .exchange(DIAL, "\r\nERROR\r\n")),
                of(Switch.BEARER, "stale", host -> host.exchange(ASK, "\r\n+MIPCALL: 1,0.0.0.0\r\n\r\nOK\r\n")
                        .exchange(DIAL, "\r\nERROR\r\n")
                        .exchange("AT+MIPCALL=0\r", FAILED)
                        .exchange(DIAL, UP)),
                of(Switch.BEARER_LOSS, "announced", host -> {
                    host.open();
                    host.modem().loseNetwork();
                    host.expect("\r\n+MIPCALL: 0\r\n\r\n+MQTTBREAK: 1,1\r\n");
                }),
                of(Switch.BEARER_LOSS, "unseen", host -> {
                    host.open();
                    host.modem().loseNetwork();
                    host.expect("\r\n+MQTTBREAK: 1,1\r\n").exchange(ASK, "\r\n+MIPCALL: 0\r\n\r\nOK\r\n");
                }),
                of(Switch.RELEASE_WHEN_DOWN, "error", host -> host.exchange("AT+MIPCALL=0\r", "\r\nERROR\r\n")),
                of(Switch.RELEASE_WHEN_DOWN, "ok", host -> host.exchange("AT+MIPCALL=0\r", FAILED)),
                of(Switch.MIPCALL_COLON, "blank", host -> host.exchange(DIAL, UP)),
                of(Switch.MIPCALL_COLON, "tight", host -> host.exchange(DIAL, "\r\nOK\r\n\r\n+MIPCALL:10.104.48.68\r\n")
                        .exchange(ASK, "\r\n+MIPCALL:1,10.104.48.68\r\n\r\nOK\r\n")),
                of(Switch.IP, "10.104.48.68", host -> host.exchange(DIAL, UP)),
                of(Switch.IP, "192.0.2.7", host -> host.exchange(DIAL, "\r\nOK\r\n\r\n+MIPCALL: 192.0.2.7\r\n")
                        .exchange("AT+CGPADDR=1\r", "\r\n+CGPADDR: 1,\"192.0.2.7\"\r\n\r\nOK\r\n")));
    }
}
