package io.atflux.samples.modem.server;

import static io.atflux.samples.modem.server.SwitchCase.fromBoot;
import static io.atflux.samples.modem.server.SwitchCase.of;

import io.atflux.samples.modem.switches.Switch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The line and the AT engine. */
final class LineCases {

    private static final String READY = "\r\nAT command ready\r\n\r\n+SIM READY\r\n";
    private static final String OPEN = "AT+MQTTOPEN=1,\"broker\",1883,1,60\r";
    private static final String OPENED = "\r\nOK\r\n\r\n+MQTTOPEN: 1,1\r\n";

    private static final String IDENTITY =
            "\r\nFibocom Wireless Inc.\r\nL610-CN-62-36\r\n16000.1208.00.86.02.02\r\n\r\nOK\r\n";

    private LineCases() {}

    static List<SwitchCase> cases() {
        List<SwitchCase> cases = new ArrayList<>(List.of(
                of(
                        Switch.TIMING,
                        "real",
                        host -> host.exchangeNotBefore(Duration.ofMillis(100), OPEN, OPENED),
                        "banner-time=0",
                        "sim-time=0",
                        "bearer=up"),
                of(Switch.TIMING, "instant", host -> host.exchange(OPEN, OPENED), "bearer=up"),
                fromBoot(Switch.ECHO_CR, "present", host -> host.expect(READY).exchange("AT\r\n", "AT\r\r\nOK\r\n")),
                fromBoot(Switch.ECHO_CR, "absent", host -> host.expect(READY).exchange("AT\r\n", "AT\r\nOK\r\n")),
                of(
                        Switch.INFO_FRAMING,
                        "first",
                        host -> host.exchange(
                                "ATI\r",
                                "\r\nFibocom Wireless Inc.\r\nL610-CN-62-36\r\n16000.1208.00.86.02.02\r\n\r\nOK\r\n")),
                of(
                        Switch.INFO_FRAMING,
                        "every",
                        host -> host.exchange(
                                "ATI\r",
                                "\r\nFibocom Wireless Inc.\r\n\r\nL610-CN-62-36\r\n\r\n16000.1208.00.86.02.02\r\n"
                                        + "\r\nOK\r\n")),
                of(Switch.URC_DURING_COMMAND, "hold", host -> urcInDataEntry(host)
                        .exchange("abcd", "\r\nOK\r\n\r\n+CREG: 3\r\n")),
                of(Switch.URC_DURING_COMMAND, "interleave", host -> urcInDataEntry(host)
                        .expect("\r\n+CREG: 3\r\n")
                        .exchange("abcd", "\r\nOK\r\n")),
                of(
                        Switch.URC_DURING_COMMAND,
                        "between",
                        host -> {
                            host.exchange("AT+CREG=1\r", "\r\nOK\r\n").send("ATI\r");
                            host.modem().registration(3);
                            host.expect("\r\nFibocom Wireless Inc.\r\n\r\n+CREG: 3\r\nL610-CN-62-36\r\n"
                                    + "16000.1208.00.86.02.02\r\n\r\nOK\r\n");
                        },
                        "delay=ATI:100"),
                of(Switch.PACING, "off", host -> host.exchange("ATI\r", IDENTITY)),
                of(Switch.PACING, "baud", host -> host.exchange("AT+IPR=1200\r", "\r\nOK\r\n")
                        .exchangeNotBefore(Duration.ofMillis(500), "ATI\r", IDENTITY)),
                of(Switch.PACING, "byte", host -> host.exchange("AT+IPR=1200\r", "\r\nOK\r\n")
                        .exchangeNotBefore(Duration.ofMillis(500), "ATI\r", IDENTITY)),
                of(Switch.UNQUOTED, "refuse", host -> host.online()
                        .exchange("AT+MQTTOPEN=1,broker,1883,1,60\r", "\r\nERROR\r\n")),
                of(Switch.UNQUOTED, "accept", host -> host.online()
                        .exchange("AT+MQTTOPEN=1,broker,1883,1,60\r", OPENED)
                        .exchange("AT+MQTTSUB=1,a/b,0\r", "\r\nOK\r\n\r\n+MQTTSUB: 1,1\r\n")),
                of(Switch.PARAMETER_ERROR, "53", host -> host.numbered()
                        .exchange("AT+MQTTSUB=3,\"t\",0\r", "\r\n+CME ERROR: 53\r\n")),
                of(Switch.PARAMETER_ERROR, "980", host -> host.numbered()
                        .exchange("AT+MQTTSUB=3,\"t\",0\r", "\r\n+CME ERROR: 980\r\n")
                        .exchange("AT+CGDCONT=99,\"IP\"\r", "\r\n+CME ERROR: 53\r\n")),
                of(Switch.PARAMETERS, "56", host -> host.numbered()
                        .exchange("AT+CMEE=1" + ",".repeat(55) + "\r", "\r\n+CME ERROR: 53\r\n")
                        .exchange("AT+CMEE=1" + ",".repeat(56) + "\r", "\r\n+CME ERROR: 58\r\n")),
                of(Switch.PARAMETERS, "24", host -> host.numbered()
                        .exchange("AT+CMEE=1" + ",".repeat(23) + "\r", "\r\n+CME ERROR: 53\r\n")
                        .exchange("AT+CMEE=1" + ",".repeat(24) + "\r", "\r\n+CME ERROR: 58\r\n")),
                of(Switch.NUL, "cut", host -> publish(host, "a\\00b").expect("\r\n+MQTTMSG: 1, 0, t, a\r\n")),
                of(Switch.NUL, "keep", host -> publish(host, "a\\00b").expect("\r\n+MQTTMSG: 1, 0, t, a\0b\r\n")),
                fromBoot(Switch.AUTOBAUD, "lost", host -> host.expect(READY).exchange("ATE0\rAT\r", "AT\r\r\nOK\r\n")),
                fromBoot(Switch.AUTOBAUD, "off", host -> host.expect(READY)
                        .exchange("ATE0\rAT\r", "ATE0\r\r\nOK\r\n\r\nOK\r\n")),
                fromBoot(Switch.BOOT_NOISE, "off", host -> host.expect(READY).exchange("AT\r", "AT\r\r\nOK\r\n")),
                fromBoot(Switch.BOOT_NOISE, "on", host -> host.expect(READY)
                        .exchange("AT\r", "\u00FF\u00FE\u00F8\u0080\u00FFAT\r\r\nOK\r\n")
                        .exchange("AT\r", "AT\r\r\nOK\r\n")),
                of(
                        Switch.SLEEP_AFTER,
                        "0",
                        host -> host.exchange("AT+CSQ\r", "\r\n+CSQ: 25,99\r\n\r\nOK\r\n")
                                .exchange("AT+CFUN?\r", "\r\n+CFUN: 1\r\n\r\nOK\r\n"),
                        "delay=AT+CSQ:60"),
                fromBoot(
                        Switch.SLEEP_AFTER,
                        "30",
                        host -> host.expect(READY)
                                .exchange("AT+CSQ\r", "AT+CSQ\r\r\n+CSQ: 25,99\r\n\r\nOK\r\n")
                                .exchange("AT+CMEE?\rAT+CFUN?\r", "AT+CFUN?\r\r\n+CFUN: 1\r\n\r\nOK\r\n"),
                        "delay=AT+CSQ:60",
                        "sleep=always"),
                fromBoot(Switch.ECHO_NOISE, "", host -> host.expect(READY).exchange("AT\r", "AT\r\r\nOK\r\n")),
                fromBoot(Switch.ECHO_NOISE, "2,4", host -> host.expect(READY)
                        .exchange("AT\r", "AT\r\r\nOK\r\n")
                        .exchange("AT\r", "\u00FF\u00FE\u00F8\u0080\u00FFAT\r\r\nOK\r\n")
                        .exchange("AT\r", "AT\r\r\nOK\r\n")
                        .exchange("AT\r", "\u00FF\u00FE\u00F8\u0080\u00FFAT\r\r\nOK\r\n")),
                of(
                        Switch.SLEEP,
                        "asked",
                        host -> host.exchange("AT+CSQ\r", "\r\n+CSQ: 25,99\r\n\r\nOK\r\n")
                                .exchange("AT+GTWAKE=1,2\r", "\r\nOK\r\n")
                                .exchange("AT+CSQ\r", "\r\n+CSQ: 25,99\r\n\r\nOK\r\n")
                                .exchange("AT+CMEE?\rAT+GTWAKE=0,2\r", "\r\nOK\r\n")
                                .exchange("AT+CSQ\r", "\r\n+CSQ: 25,99\r\n\r\nOK\r\n")
                                .exchange("ATS24=1\r", "\r\nOK\r\n")
                                .exchange("AT+CSQ\r", "\r\n+CSQ: 25,99\r\n\r\nOK\r\n")
                                .exchange("AT+CMEE?\rAT+CFUN?\r", "\r\n+CFUN: 1\r\n\r\nOK\r\n"),
                        "sleep-after=30",
                        "delay=AT+CSQ:60"),
                of(
                        Switch.SLEEP,
                        "always",
                        host -> host.exchange("AT+CSQ\r", "\r\n+CSQ: 25,99\r\n\r\nOK\r\n")
                                .exchange("AT+CMEE?\rAT+CFUN?\r", "\r\n+CFUN: 1\r\n\r\nOK\r\n"),
                        "sleep-after=30",
                        "delay=AT+CSQ:60"),
                of(Switch.URC_IN_DATA, "hold", host -> urcInData(host).expect("\r\nNO CARRIER\r\n\r\n+CREG: 3\r\n")),
                of(Switch.URC_IN_DATA, "drop", host -> urcInData(host)
                        .expect("\r\nNO CARRIER\r\n")
                        .nothingMore()),
                of(
                        Switch.ABORT_CHARACTER,
                        "none",
                        host -> host.exchange("AT+CSQ\rAT\r", "\r\n+CSQ: 25,99\r\n\r\nOK\r\n\r\nOK\r\n"),
                        "delay=AT+CSQ:60"),
                of(
                        Switch.ABORT_CHARACTER,
                        "AT+CSQ",
                        host -> host.exchange("AT+CSQ\rAAT\r", "\r\nERROR\r\n\r\nOK\r\n"),
                        "delay=AT+CSQ:60")));
        cases.addAll(prompts());
        for (int size : new int[] {12288, 3072, 2048, 1024}) {
            cases.add(of(Switch.BUFFER, Integer.toString(size), host -> host.numbered()
                    .exchange("AT" + " ".repeat(size - 2) + "\r", "\r\nOK\r\n")
                    .exchange("AT" + " ".repeat(size - 1) + "\rAT+CMEE?\r", "\r\n+CMEE: 1\r\n\r\nOK\r\n")));
        }
        return cases;
    }

    private static List<SwitchCase> prompts() {
        return List.of(
                prompt("blank", "\r\n> "), prompt("bare", "\r\n>"), prompt("line", "\r\n>\r\n"), prompt("lone", ">"));
    }

    private static SwitchCase prompt(String position, String bytes) {
        return of(Switch.PROMPT, position, host -> host.exchange("AT+GTSSLFILE=\"CAFILE\",4\r", bytes)
                .exchange("abcd", "\r\nOK\r\n"));
    }

    private static Host urcInDataEntry(Host host) throws Exception {
        host.exchange("AT+CREG=1\r", "\r\nOK\r\n").exchange("AT+GTSSLFILE=\"CAFILE\",4\r", "\r\n> ");
        host.modem().registration(3);
        return host;
    }

    private static Host urcInData(Host host) throws Exception {
        host.exchange("AT+CREG=1\r", "\r\nOK\r\n").exchange("ATD*99#\r", "\r\nCONNECT\r\n");
        host.modem().registration(3);
        host.modem().network().endDataCall();
        return host;
    }

    private static Host publish(Host host, String payload) throws Exception {
        return host.open()
                .exchange("AT+MQTTSUB=1,\"t\",0\r", "\r\nOK\r\n\r\n+MQTTSUB: 1,1\r\n")
                .exchange("AT+MQTTPUB=1,\"t\",0,0,\"" + payload + "\"\r", "\r\nOK\r\n\r\n+MQTTPUB: 1,1\r\n");
    }
}
