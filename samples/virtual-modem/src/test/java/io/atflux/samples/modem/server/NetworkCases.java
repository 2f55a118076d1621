package io.atflux.samples.modem.server;

import static io.atflux.samples.modem.server.SwitchCase.fromBoot;
import static io.atflux.samples.modem.server.SwitchCase.of;

import io.atflux.samples.modem.switches.Switch;
import java.util.List;

/** Identity, SIM, registration, clock. */
final class NetworkCases {

    private static final String READY = "\r\nAT command ready\r\n";

    private NetworkCases() {}

    static List<SwitchCase> cases() {
        return List.of(
                of(
                        Switch.IMEI,
                        "861234050000010",
                        host -> host.exchange("AT+CGSN\r", "\r\n861234050000010\r\n\r\nOK\r\n")),
                of(
                        Switch.IMEI,
                        "490154203237518",
                        host -> host.exchange("AT+CGSN?\r", "\r\n+CGSN: \"490154203237518\"\r\n\r\nOK\r\n")),
                of(
                        Switch.IMSI,
                        "460046616008063",
                        host -> host.exchange("AT+CIMI\r", "\r\n460046616008063\r\n\r\nOK\r\n")),
                of(
                        Switch.IMSI,
                        "460110000000001",
                        host -> host.exchange("AT+CIMI?\r", "\r\n+CIMI: 460110000000001\r\n\r\nOK\r\n")),
                of(
                        Switch.ICCID,
                        "89860446161990000010",
                        host -> host.exchange("AT+CCID\r", "\r\n+CCID: 89860446161990000010\r\n\r\nOK\r\n")),
                of(
                        Switch.ICCID,
                        "8986011100000000001",
                        host -> host.exchange("AT+ICCID?\r", "\r\n+ICCID: 8986011100000000001\r\n\r\nOK\r\n")),
                of(Switch.CPIN, "ready", host -> host.exchange("AT+CPIN?\r", "\r\n+CPIN: READY\r\n\r\nOK\r\n")),
                sim("pin", "+CPIN: SIM PIN\r\n\r\nOK"),
                sim("puk", "+CPIN: SIM PUK\r\n\r\nOK"),
                sim("not-inserted", "+CME ERROR: 10"),
                sim("failure", "+CME ERROR: 13"),
                sim("busy", "+CME ERROR: 14"),
                sim("wrong", "+CME ERROR: 15"),
                fromBoot(
                        Switch.PIN,
                        "1234",
                        host -> host.expect(READY)
                                .exchange("ATE0\r", "ATE0\r\r\nOK\r\n")
                                .exchange("AT+CPIN=\"1234\"\r", "\r\nOK\r\n\r\n+SIM READY\r\n"),
                        "cpin=pin"),
                fromBoot(
                        Switch.PIN,
                        "98765",
                        host -> host.expect(READY)
                                .exchange("ATE0;+CMEE=1\r", "ATE0;+CMEE=1\r\r\nOK\r\n")
                                .exchange("AT+CPIN=\"1234\"\r", "\r\n+CME ERROR: 16\r\n")
                                .exchange("AT+CPIN=\"98765\"\r", "\r\nOK\r\n\r\n+SIM READY\r\n"),
                        "cpin=pin"),
                of(Switch.REGISTRATION, "auto", host -> host.exchange("AT+CREG?\r", "\r\n+CREG: 0,1\r\n\r\nOK\r\n")),
                of(Switch.REGISTRATION, "2", host -> host.exchange("AT+CREG?\r", "\r\n+CREG: 0,2\r\n\r\nOK\r\n")
                        .exchange("AT+CSQ?\r", "\r\n+CSQ: 0,0\r\n\r\nOK\r\n")
                        .exchange("AT+COPS?\r", "\r\n+COPS: 0\r\n\r\nOK\r\n")),
                fromBoot(
                        Switch.REGISTRATION,
                        "0,2@50,5@100",
                        host -> host.expect(READY)
                                .exchange("ATE0;+CEREG=1\r", "ATE0;+CEREG=1\r\r\nOK\r\n")
                                .exchange(
                                        "AT+CPIN=\"1234\"\r",
                                        "\r\nOK\r\n\r\n+SIM READY\r\n\r\n+CEREG: 2\r\n\r\n+CEREG: 5\r\n"),
                        "cpin=pin"),
                of(
                        Switch.OPERATOR,
                        "CHINA MOBILE",
                        host -> host.exchange("AT+COPS?\r", "\r\n+COPS: 0,0,\"CHINA MOBILE\",7\r\n\r\nOK\r\n")),
                of(
                        Switch.OPERATOR,
                        "CHN-UNICOM",
                        host -> host.exchange("AT+COPS?\r", "\r\n+COPS: 0,0,\"CHN-UNICOM\",7\r\n\r\nOK\r\n")),
                domains("all", 1, 1, 1),
                domains("creg", 1, 0, 0),
                domains("cgreg", 0, 1, 0),
                domains("cereg", 0, 0, 1),
                of(Switch.CSQ, "25,99", host -> host.exchange("AT+CSQ\r", "\r\n+CSQ: 25,99\r\n\r\nOK\r\n")),
                of(Switch.CSQ, "99,99", host -> host.exchange("AT+CSQ?\r", "\r\n+CSQ: 99,99\r\n\r\nOK\r\n")),
                of(
                        Switch.OPERATOR_SHORT,
                        "CMCC",
                        host -> host.exchange("AT+COPS=3,1;+COPS?\r", "\r\n+COPS: 0,1,\"CMCC\",7\r\n\r\nOK\r\n")),
                of(
                        Switch.OPERATOR_SHORT,
                        "UNICOM",
                        host -> host.exchange("AT+COPS=3,1;+COPS?\r", "\r\n+COPS: 0,1,\"UNICOM\",7\r\n\r\nOK\r\n")),
                of(
                        Switch.OPERATOR_NUMERIC,
                        "46000",
                        host -> host.exchange("AT+COPS=3,2;+COPS?\r", "\r\n+COPS: 0,2,\"46000\",7\r\n\r\nOK\r\n")),
                of(
                        Switch.OPERATOR_NUMERIC,
                        "310410",
                        host -> host.exchange("AT+COPS=3,2;+COPS?\r", "\r\n+COPS: 0,2,\"310410\",7\r\n\r\nOK\r\n")),
                of(
                        Switch.CSQ_UNREGISTERED,
                        "0,0",
                        host -> host.exchange("AT+CSQ\r", "\r\n+CSQ: 0,0\r\n\r\nOK\r\n"),
                        "registration=2"),
                of(
                        Switch.CSQ_UNREGISTERED,
                        "99,99",
                        host -> host.exchange("AT+CSQ\r", "\r\n+CSQ: 99,99\r\n\r\nOK\r\n"),
                        "registration=2"),
                of(Switch.CESQ, "99,99,255,255,20,50", host -> extendedSignal(host, "99,99,255,255,20,50")),
                of(Switch.CESQ, "40,0,255,255,255,255", host -> extendedSignal(host, "40,0,255,255,255,255")),
                of(Switch.CALENDAR, "right", host -> verify(host).expect("\r\n+MQTTOPEN: 1,1\r\n")),
                of(Switch.CALENDAR, "wrong", host -> verify(host)
                        .expect("\r\n+MQTTOPEN: 1,0\r\n")
                        .exchange("AT+GTSSLERR?\r", "\r\n+GTSSLERR: -11\r\n\r\nOK\r\n")
                        .send("AT+CCLK?\r")
                        .expect("\r\n+CCLK: \"00/01/01,00:0")));
    }

    private static void extendedSignal(Host host, String shown) throws Exception {
        host.exchange("AT+CESQ\r", "\r\n+CESQ: " + shown + "\r\n\r\nOK\r\n");
    }

    private static SwitchCase sim(String position, String answer) {
        return fromBoot(Switch.CPIN, position, host -> host.expect(READY)
                .exchange("ATE0;+CMEE=1\r", "ATE0;+CMEE=1\r\r\nOK\r\n")
                .exchange("AT+CPIN?\r", "\r\n" + answer + "\r\n"));
    }

    private static SwitchCase domains(String position, int creg, int cgreg, int cereg) {
        return of(
                Switch.DOMAINS,
                position,
                host -> host.exchange(
                        "AT+CREG?;+CGREG?;+CEREG?\r",
                        "\r\n+CREG: 0," + creg + "\r\n\r\n+CGREG: 0," + cgreg + "\r\n\r\n+CEREG: 0," + cereg
                                + "\r\n\r\nOK\r\n"));
    }

    private static Host verify(Host host) throws Exception {
        return host.online()
                .exchange("AT+GTSSLMODE=1\r", "\r\nOK\r\n")
                .exchange("AT+MQTTOPEN=1,\"broker\",8883,1,60,2\r", "\r\nOK\r\n");
    }
}
