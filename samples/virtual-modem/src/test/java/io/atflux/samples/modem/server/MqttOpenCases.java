package io.atflux.samples.modem.server;

import static io.atflux.samples.modem.server.SwitchCase.of;

import io.atflux.samples.modem.switches.Switch;
import io.atflux.samples.modem.uplink.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** AT+MQTTOPEN, its outcome, and the loss of the session; TLS. */
final class MqttOpenCases {

    private static final String OPEN = "AT+MQTTOPEN=1,\"broker\",1883,1,60\r";
    private static final String TLS_PORT = "AT+MQTTOPEN=1,\"broker\",8883,1,60\r";
    private static final String OPENED = "\r\nOK\r\n\r\n+MQTTOPEN: 1,1\r\n";
    private static final String REFUSED = "\r\nOK\r\n\r\n+MQTTOPEN: 1,0\r\n";
    private static final String ERROR = "\r\nERROR\r\n";
    private static final String BROKEN = "\r\n+MQTTBREAK: 1,1\r\n";
    private static final String LISTED = "\r\n+MQTTOPEN: 1\r\n\r\nOK\r\n";
    private static final String NONE = "\r\n+MQTTOPEN: 0\r\n\r\nOK\r\n";
    private static final Refusal BAD_PASSWORD = new Refusal(Refusal.Kind.BROKER, 4, "bad user name or password");

    private MqttOpenCases() {}

    static List<SwitchCase> cases() {
        return Stream.of(
                        opens(),
                        List.of(
                                of(Switch.OPEN, "broker", host -> {
                                    host.network().refuseNext(BAD_PASSWORD);
                                    host.online().exchange(OPEN, REFUSED).exchange(OPEN, OPENED);
                                }),
                                of(Switch.OPEN, "refused", host -> host.online()
                                        .exchange(OPEN, REFUSED)
                                        .exchange(OPEN, REFUSED)),
                                of(Switch.OPEN, "refused:1", host -> host.online()
                                        .exchange(OPEN, REFUSED)
                                        .exchange(OPEN, OPENED)),
                                of(Switch.CONNACK_TIME, "0", host -> host.online()
                                        .exchange(OPEN, OPENED)),
                                of(Switch.CONNACK_TIME, "150", host -> host.online()
                                        .exchangeNotBefore(Duration.ofMillis(150), OPEN, OPENED)),
                                of(
                                        Switch.CONNACK_TIME,
                                        "60000",
                                        host -> host.online()
                                                .exchange(OPEN, REFUSED)
                                                .exchange("AT+MQTTOPEN?\r", NONE),
                                        "open-limit=50"),
                                of(Switch.OPEN, "error", host -> host.online().exchange(OPEN, ERROR)),
                                of(Switch.OPEN, "silent", host -> host.online()
                                        .exchange(OPEN, "\r\nOK\r\n")
                                        .exchange("AT+MQTTOPEN?\r", NONE)),
                                of(Switch.OPEN, "lost", host -> host.online()
                                        .exchange(OPEN, "\r\nOK\r\n")
                                        .exchange("AT+MQTTOPEN?\r", LISTED)),
                                of(Switch.OPEN_ANSWER, "early", host -> {
                                    host.network().refuseNext(BAD_PASSWORD);
                                    host.numbered().online().exchange(OPEN, REFUSED);
                                }),
                                of(Switch.OPEN_ANSWER, "late", host -> {
                                    host.network().refuseNext(BAD_PASSWORD);
                                    host.network().refuseNext(new Refusal(Refusal.Kind.NETWORK, 0, "unreachable"));
                                    host.numbered()
                                            .online()
                                            .exchange(OPEN, "\r\n+CME ERROR: 703\r\n")
                                            .exchange(OPEN, "\r\n+CME ERROR: 911\r\n")
                                            .exchange(OPEN, OPENED);
                                }),
                                of(Switch.REFUSAL_TIME, "auto", host -> {
                                    host.network().refuseNext(BAD_PASSWORD);
                                    host.online().exchange(OPEN, REFUSED);
                                }),
                                of(Switch.REFUSAL_TIME, "150", host -> {
                                    host.network().refuseNext(BAD_PASSWORD);
                                    host.online().exchangeNotBefore(Duration.ofMillis(150), OPEN, REFUSED);
                                }),
                                of(Switch.OPEN_LIMIT, "60000", host -> {
                                    host.network().holdNext();
                                    host.online()
                                            .exchange(OPEN, "\r\nOK\r\n")
                                            .exchange(OPEN, ERROR)
                                            .nothingMore();
                                }),
                                of(Switch.OPEN_LIMIT, "50", host -> {
                                    host.network().holdNext();
                                    host.online().exchangeNotBefore(Duration.ofMillis(50), OPEN, REFUSED);
                                }),
                                of(Switch.OPEN_SPELLING, "open", host -> host.online()
                                        .exchange(OPEN, OPENED)),
                                of(Switch.OPEN_SPELLING, "oopen", host -> host.online()
                                        .exchange(OPEN, "\r\nOK\r\n\r\n+MQTTOOPEN: 1,1\r\n")
                                        .exchange("AT+MQTTOOPEN=1,\"broker\",1883,1,60\r", ERROR)),
                                of(Switch.OPEN_WHEN_OPEN, "error", host -> host.open()
                                        .numbered()
                                        .exchange(OPEN, "\r\n+CME ERROR: 912\r\n")),
                                of(Switch.OPEN_WHEN_OPEN, "success", host -> host.open()
                                        .exchange(OPEN, OPENED)),
                                of(Switch.WITHOUT_BEARER, "error", host -> host.numbered()
                                        .exchange(OPEN, "\r\n+CME ERROR: 901\r\n")),
                                of(Switch.WITHOUT_BEARER, "open", host -> host.exchange(OPEN, OPENED)),
                                of(Switch.RECONNECT, "off", host -> {
                                    host.open();
                                    host.network().loseAll("heart-beat");
                                    host.expect(BROKEN)
                                            .exchange("AT+MQTTOPEN?\r", NONE)
                                            .exchange(OPEN, OPENED);
                                }),
                                of(Switch.RECONNECT, "announced", host -> {
                                    host.open();
                                    host.network().loseAll("heart-beat");
                                    host.expect(BROKEN)
                                            .expect("\r\n+MQTTOPEN: 1,1\r\n")
                                            .exchange("AT+MQTTOPEN?\r", LISTED);
                                }),
                                of(Switch.RECONNECT, "silent", host -> {
                                    host.open();
                                    host.network().loseAll("heart-beat");
                                    host.network().awaitOpens(2);
                                    host.exchange("AT+MQTTOPEN?\r", LISTED);
                                }),
                                of(Switch.BREAK_CAUSE, "1", host -> {
                                    host.open();
                                    host.network().loseAll("taken over");
                                    host.expect(BROKEN);
                                }),
                                of(Switch.BREAK_CAUSE, "3", host -> {
                                    host.open();
                                    host.network().loseAll("taken over");
                                    host.expect("\r\n+MQTTBREAK: 1,3\r\n");
                                }),
                                of(
                                        Switch.SSL_VERSION,
                                        "0",
                                        host -> host.exchange("AT+GTSSLVER?\r", "\r\n+GTSSLVER: 0\r\n\r\nOK\r\n")),
                                of(
                                        Switch.SSL_VERSION,
                                        "2",
                                        host -> host.exchange("AT+GTSSLVER?\r", "\r\n+GTSSLVER: 2\r\n\r\nOK\r\n")),
                                of(Switch.SSL_COUNT, "uploads", host -> upload(host)
                                        .exchange(
                                                "AT+GTSSLFILE?\r",
                                                "\r\n+GTSSLFILE: CAFILE,1\r\n+GTSSLFILE: TRUSTFILE,0\r\n\r\nOK\r\n")),
                                of(Switch.SSL_COUNT, "bytes", host -> upload(host)
                                        .exchange(
                                                "AT+GTSSLFILE?\r",
                                                "\r\n+GTSSLFILE: CAFILE,6\r\n+GTSSLFILE: TRUSTFILE,0\r\n\r\nOK\r\n")),
                                of(Switch.SSL_VERSIONS, "4", host -> host.exchange("AT+GTSSLVER=4\r", "\r\nOK\r\n")
                                        .exchange("AT+GTSSLVER=5\r", ERROR)),
                                of(Switch.SSL_VERSIONS, "6", host -> host.exchange("AT+GTSSLVER=6\r", "\r\nOK\r\n")
                                        .exchange("AT+GTSSLVER?\r", "\r\n+GTSSLVER: 6\r\n\r\nOK\r\n")
                                        .exchange("AT+GTSSLVER=7\r", ERROR)),
                                of(Switch.TLS_FLAG, "required", host -> tls(host, false)),
                                of(Switch.TLS_FLAG, "by-port", host -> tls(host, true))))
                .flatMap(List::stream)
                .toList();
    }

    /** Forced outcomes of opens, and of operations on open sessions. */
    private static List<SwitchCase> opens() {
        List<SwitchCase> cases = new ArrayList<>();
        for (int code = 1; code <= 5; code++) {
            String refused = "\r\n+CME ERROR: " + (699 + code) + "\r\n";
            cases.add(of(
                    Switch.OPEN,
                    "code" + code,
                    host -> host.numbered().online().exchange(OPEN, refused),
                    "open-answer=late"));
        }
        Map<String, Integer> errors = Map.of("handshake", -7, "certificate", -11, "trust-file", -19);
        errors.forEach((word, number) -> cases.add(of(Switch.OPEN, word, host -> host.online()
                .exchange("AT+MQTTOPEN=1,\"broker\",8883,1,60,2\r", REFUSED)
                .exchange("AT+GTSSLERR?\r", "\r\n+GTSSLERR: " + number + "\r\n\r\nOK\r\n"))));
        cases.add(of(
                Switch.OPEN,
                "unreachable",
                host -> host.online().exchangeNotBefore(Duration.ofMillis(50), OPEN, REFUSED),
                "open-limit=50"));
        cases.add(of(Switch.SERVER, "answers", host -> host.online().exchange(OPEN, OPENED)));
        cases.add(of(Switch.SERVER, "silent", host -> host.online().exchange(OPEN, REFUSED), "open-limit=50"));
        cases.add(of(Switch.TAKE_OVER, "0", host -> host.open().nothingMore()));
        cases.add(of(Switch.TAKE_OVER, "50", host -> host.open().expect(BROKEN)));
        return cases;
    }

    private static Host upload(Host host) throws Exception {
        return host.exchange("AT+GTSSLFILE=\"CAFILE\", 6\r", "\r\n> ").exchange("a\r\n\0\u001Ab", "\r\nOK\r\n");
    }

    private static void tls(Host host, boolean expected) throws Exception {
        host.online().exchange(TLS_PORT, OPENED);
        boolean used = host.network().opens().get(0).tls() != null;
        if (used != expected) {
            throw new AssertionError("TLS was used: " + used);
        }
    }
}
