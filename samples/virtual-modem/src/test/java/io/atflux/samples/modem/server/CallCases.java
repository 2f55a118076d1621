package io.atflux.samples.modem.server;

import static io.atflux.samples.modem.server.SwitchCase.of;

import io.atflux.samples.modem.switches.Switch;
import java.time.Duration;
import java.util.List;

/** Messages, calls, USSD. */
final class CallCases {

    private static final String OK = "\r\nOK\r\n";
    private static final String DIAL = "ATD10086;\r";
    private static final String ASK = "AT+CUSD=1,\"*100#\"\r";

    private CallCases() {}

    static List<SwitchCase> cases() {
        return List.of(
                of(
                        Switch.NUMBER,
                        "+8613900000010",
                        host -> host.exchange("AT+CNUM\r", "\r\n+CNUM: ,\"+8613900000010\",145\r\n" + OK)),
                of(Switch.NUMBER, "1064", host -> host.exchange("AT+CNUM\r", "\r\n+CNUM: ,\"1064\",129\r\n" + OK)
                        .exchange("AT+CMGF=1\r", OK)
                        .exchange("AT+CMGS=\"1064\"\r", "\r\n> ")
                        .exchange("me\u001A", "\r\n+CMGS: 1\r\n" + OK + "\r\n+CMTI: \"SM\",1\r\n")),
                of(Switch.SM_PLACES, "50", host -> places(host, 50, 100)),
                of(Switch.SM_PLACES, "0", host -> places(host, 0, 100)),
                of(Switch.ME_PLACES, "100", host -> places(host, 50, 100)),
                of(Switch.ME_PLACES, "7", host -> places(host, 50, 7)),
                of(Switch.CALL, "answered", host -> host.exchange(DIAL, OK)),
                of(Switch.CALL, "busy", host -> host.exchange(DIAL, "\r\nBUSY\r\n")),
                of(Switch.CALL, "no-answer", host -> host.exchange(DIAL, "\r\nNO ANSWER\r\n")),
                of(Switch.CALL, "no-carrier", host -> host.exchange(DIAL, "\r\nNO CARRIER\r\n")),
                of(Switch.CALL_TIME, "auto", host -> host.exchange(DIAL, OK)),
                of(Switch.CALL_TIME, "150", host -> host.exchangeNotBefore(Duration.ofMillis(150), DIAL, OK)),
                of(Switch.USSD_ANSWER, "", host -> {
                    host.exchange(ASK, OK).nothingMore();
                    host.modem().network().ussd(0, "10 CNY");
                    host.expect("\r\n+CUSD: 0,\"10 CNY\",15\r\n");
                }),
                of(Switch.USSD_ANSWER, "10 CNY", host -> host.exchange(ASK, OK + "\r\n+CUSD: 0,\"10 CNY\",15\r\n")),
                of(
                        Switch.USSD_TIME,
                        "auto",
                        host -> host.exchange(ASK, OK + "\r\n+CUSD: 0,\"x\",15\r\n"),
                        "ussd-answer=x"),
                of(
                        Switch.USSD_TIME,
                        "150",
                        host -> host.exchangeNotBefore(Duration.ofMillis(150), ASK, OK + "\r\n+CUSD: 0,\"x\",15\r\n"),
                        "ussd-answer=x"),
                of(Switch.USSD_LIMIT, "30000", host -> host.exchange(ASK, OK).nothingMore()),
                of(Switch.USSD_LIMIT, "50", host -> host.exchange(ASK, OK + "\r\n+CUSD: 5\r\n")));
    }

    private static void places(Host host, int card, int module) throws Exception {
        host.exchange(
                "AT+CPMS=\"SM\",\"ME\",\"ME\"\r",
                "\r\n+CPMS: 0," + card + ",0," + module + ",0," + module + "\r\n" + OK);
    }
}
