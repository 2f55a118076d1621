package io.atflux.samples.modem.server;

import static io.atflux.samples.modem.server.SwitchCase.fromBoot;
import static io.atflux.samples.modem.server.SwitchCase.of;
import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.samples.modem.switches.Switch;
import java.time.Duration;
import java.util.List;

/** Injected faults. */
final class FaultCases {

    private static final String CSQ = "AT+CSQ\r";
    private static final String SIGNAL = "\r\n+CSQ: 25,99\r\n";
    private static final String ANSWER = SIGNAL + "\r\nOK\r\n";

    private FaultCases() {}

    static List<SwitchCase> cases() {
        return List.of(
                of(Switch.SILENT, "", host -> host.exchange(CSQ, ANSWER)),
                of(Switch.SILENT, "AT+CSQ:2", host -> host.send(CSQ + CSQ).exchange(CSQ, ANSWER)),
                of(Switch.SILENT, "AT+MIPCALL?", host -> host.send("AT+MIPCALL?\r")
                        .exchange("AT+MIPCALL=1\r", "\r\nOK\r\n\r\n+MIPCALL: 10.104.48.68\r\n")),
                of(Switch.SILENT, "AT:2", host -> host.send("AT\rAT\r").exchange("AT\r", "\r\nOK\r\n")),
                of(Switch.RESET, "", host -> host.exchange(CSQ, ANSWER)),
                of(Switch.RESET, "AT+MQTTPUB", host -> {
                    host.open()
                            .exchange(
                                    "AT+MQTTPUB=1,\"t\",0,0,\"x\"\rAT\r", "\r\nAT command ready\r\n\r\n+SIM READY\r\n")
                            .exchange("AT+MQTTOPEN?\r", "AT+MQTTOPEN?\r\r\n+MQTTOPEN: 0\r\n\r\nOK\r\n");
                    assertThat(host.network().published()).isEmpty();
                    assertThat(host.network().connected()).isZero();
                }),
                of(Switch.ERROR, "", host -> host.exchange(CSQ, ANSWER)),
                of(Switch.ERROR, "AT+CGDCONT:2,AT+CPIN?:1:14", host -> host.numbered()
                        .exchange("AT+CGDCONT=1,\"IP\",\"cmnet\"\r", "\r\n+CME ERROR: 3\r\n")
                        .exchange("AT+CGDCONT?\r", "\r\n+CME ERROR: 3\r\n")
                        .exchange("AT+CGDCONT?\r", "\r\nOK\r\n")
                        .exchange("AT+CPIN?\r", "\r\n+CME ERROR: 14\r\n")
                        .exchange("AT+CPIN?\r", "\r\n+CPIN: READY\r\n\r\nOK\r\n")),
                of(Switch.NO_EFFECT, "", host -> host.exchange(CSQ, ANSWER)),
                fromBoot(Switch.NO_EFFECT, "ATE", host -> host.expect("\r\nAT command ready\r\n\r\n+SIM READY\r\n")
                        .exchange("ATE0\r", "ATE0\r\r\nOK\r\n")
                        .exchange("ATE0\r", "ATE0\r\r\nOK\r\n")
                        .exchange("AT\r", "\r\nOK\r\n")),
                of(Switch.DROP_OK, "", host -> host.exchange(CSQ, ANSWER)),
                of(Switch.DROP_OK, "AT+CSQ", host -> host.exchange(CSQ, SIGNAL).exchange(CSQ, ANSWER)),
                of(Switch.DELAY, "", host -> host.exchange(CSQ, ANSWER)),
                of(Switch.DELAY, "AT+CSQ:150", host -> host.exchangeNotBefore(Duration.ofMillis(150), CSQ, ANSWER)),
                of(Switch.SECOND_FINAL, "", host -> host.exchange(CSQ, ANSWER).nothingMore()),
                of(Switch.SECOND_FINAL, "AT+CSQ:20", host -> host.exchange(CSQ, ANSWER + "\r\nOK\r\n")));
    }
}
