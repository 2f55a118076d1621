package io.atflux.samples.modem.server;

import static io.atflux.samples.modem.server.SwitchCase.of;
import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.samples.modem.switches.Switch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Subscribe, publish, receive, unsubscribe, close. */
final class MqttCases {

    private static final String ERROR = "\r\nERROR\r\n";
    private static final String SUB = "AT+MQTTSUB=1,\"t\",0\r";
    private static final String SUBSCRIBED = "\r\nOK\r\n\r\n+MQTTSUB: 1,1\r\n";
    private static final String PUB = "AT+MQTTPUB=1,\"t\",0,0,\"x\"\r";
    private static final String PUBLISHED = "\r\nOK\r\n\r\n+MQTTPUB: 1,1\r\n";

    private MqttCases() {}

    static List<SwitchCase> cases() {
        List<SwitchCase> cases = new ArrayList<>(List.of(
                of(Switch.RESULT_ORDER, "ok-first", host -> host.open().exchange(SUB, SUBSCRIBED)),
                of(Switch.RESULT_ORDER, "urc-first", host -> host.exchange(
                                "AT+MIPCALL=1\r", "\r\n+MIPCALL: 10.104.48.68\r\n\r\nOK\r\n")
                        .exchange("AT+MQTTOPEN=1,\"broker\",1883,1,60\r", "\r\n+MQTTOPEN: 1,1\r\n\r\nOK\r\n")
                        .exchange(SUB, "\r\n+MQTTSUB: 1,1\r\n\r\nOK\r\n")),
                of(Switch.CLOSE_SPELLING, "full", host -> host.open()
                        .exchange("AT+MQTTCLOSE=1\r", "\r\nOK\r\n\r\n+MQTTCLOSE: 1,1\r\n")),
                of(Switch.CLOSE_SPELLING, "bare", host -> host.open()
                        .exchange("AT+MQTTCLOSE=1\r", "\r\nOK\r\n\r\n+MQTTCLOSE\r\n")),
                of(Switch.LENGTH_WHEN_CLOSED, "error", host -> host.exchange("AT+MQTTPUB=1,\"t\",0,0,5\r", ERROR)),
                of(Switch.LENGTH_WHEN_CLOSED, "prompt", host -> host.exchange("AT+MQTTPUB=1,\"t\",0,0,5\r", "\r\n> ")
                        .exchange("12345", ERROR)),
                of(Switch.WILL_LENGTH, "present", host -> host.exchange("AT+MQTTWILL=1,\"t\",0,0,3\r", "\r\n> ")
                        .exchange("\r\n\"", "\r\nOK\r\n")),
                of(Switch.WILL_LENGTH, "absent", host -> host.exchange("AT+MQTTWILL=1,\"t\",0,0,3\r", ERROR)
                        .exchange("AT+MQTTWILL=1,\"t\",0,0,\"3\"\r", "\r\nOK\r\n")),
                of(Switch.QUOTE_ESCAPE, "keep", host -> json(host).expect("\r\n+MQTTMSG: 1, 0, t, {\\\"a\\\":1}\r\n")),
                of(Switch.QUOTE_ESCAPE, "unescape", host -> json(host).expect("\r\n+MQTTMSG: 1, 0, t, {\"a\":1}\r\n")),
                of(Switch.QOS2, "yes", host -> host.open()
                        .exchange("AT+MQTTSUB=1,\"t\",2\r", SUBSCRIBED)
                        .exchange("AT+MQTTPUB=1,\"t\",2,0,\"x\"\r", PUBLISHED + "\r\n+MQTTMSG: 1, 2, t, x\r\n")),
                of(Switch.QOS2, "no", host -> host.open()
                        .exchange("AT+MQTTSUB=1,\"t\",2\r", ERROR)
                        .exchange("AT+MQTTPUB=1,\"t\",2,0,\"x\"\r", ERROR)
                        .exchange("AT+MQTTPUB=1,\"t\",1,0,\"x\"\r", PUBLISHED)),
                of(Switch.SUBSCRIPTIONS, "0", host -> {
                    host.open();
                    for (int i = 0; i < 40; i++) {
                        host.exchange("AT+MQTTSUB=1,\"t" + i + "\",0\r", SUBSCRIBED);
                    }
                }),
                of(Switch.SUBSCRIPTIONS, "1", host -> host.open()
                        .exchange(SUB, SUBSCRIBED)
                        .exchange(SUB, SUBSCRIBED)
                        .exchange("AT+MQTTSUB=1,\"u\",0\r", "\r\nOK\r\n\r\n+MQTTSUB: 1,0\r\n")
                        .exchange("AT+MQTTUNSUB=1,\"t\"\r", "\r\nOK\r\n\r\n+MQTTUNSUB: 1,1\r\n")
                        .exchange("AT+MQTTSUB=1,\"u\",0\r", SUBSCRIBED)),
                of(Switch.MSG_SPELLING, "spaced", host -> receive(host).expect("\r\n+MQTTMSG: 1, 0, t, x\r\n")),
                of(Switch.MSG_SPELLING, "quoted", host -> receive(host).expect("\r\n+MQTTMSG: 1, 0, \"t\", \"x\"\r\n")),
                of(Switch.MSG_SPELLING, "tight", host -> receive(host).expect("\r\n+MQTTMSG: 1,0,t,x\r\n")),
                of(Switch.BUFFERED_MODE, "absent", host -> host.exchange("AT+MQTTCONF=?\r", ERROR)
                        .exchange("AT+MQTTCONF=1\r", ERROR)),
                of(Switch.BUFFERED_MODE, "present", host -> host.exchange(
                                "AT+MQTTCONF=?\r", "\r\n+MQTTCONF: (0,1)\r\n\r\nOK\r\n")
                        .exchange("AT+MQTTCONF=1\r", "\r\nOK\r\n")
                        .open()
                        .exchange(SUB, SUBSCRIBED)
                        .exchange("AT+MQTTPUB=1,\"t\",0,0,3\r", "\r\n> ")
                        .exchange("\r\n\"", PUBLISHED + "\r\n+MQTTMSGI: 1,0,1,3\r\n")
                        .exchange("AT+MQTTREAD=1\r", "\r\n+MQTTREAD: 1,0,1,3,\"t\",\"\r\n\"\"\r\n\r\nOK\r\n")
                        .exchange("AT+MQTTREAD=1\r", "\r\nOK\r\n"))));
        outcomes(cases, Switch.SUBSCRIBE, SUB, "+MQTTSUB");
        outcomes(cases, Switch.UNSUBSCRIBE, "AT+MQTTUNSUB=1,\"t\"\r", "+MQTTUNSUB");
        outcomes(cases, Switch.PUBLISH, PUB, "+MQTTPUB");
        outcomes(cases, Switch.CLOSE, "AT+MQTTCLOSE=1\r", "+MQTTCLOSE");
        cases.add(closes(Switch.SUBSCRIBE, SUB, "+MQTTSUB"));
        cases.add(closes(Switch.PUBLISH, PUB, "+MQTTPUB"));
        cases.add(of(Switch.PUBLISH_TIME, "0", host -> host.open().exchange(PUB, PUBLISHED)));
        cases.add(of(Switch.PUBLISH_TIME, "150", host -> host.open()
                .exchangeNotBefore(Duration.ofMillis(150), PUB, PUBLISHED)));
        for (int places : new int[] {1, 32}) {
            cases.add(of(
                    Switch.BUFFER_PLACES,
                    Integer.toString(places),
                    host -> buffered(host, places),
                    "buffered-mode=present"));
        }
        for (int size : new int[] {1024, 4096, 8192}) {
            cases.add(of(Switch.LENGTH_MAX, Integer.toString(size), host -> {
                host.open()
                        .exchange("AT+MQTTPUB=1,\"t\",0,0," + (size + 1) + "\r", ERROR)
                        .exchange("AT+MQTTPUB=1,\"t\",0,0," + size + "\r", "\r\n> ")
                        .exchange("x".repeat(size), PUBLISHED);
                assertThat(host.network().published().get(0).payload()).hasSize(size);
            }));
        }
        return cases;
    }

    private static void outcomes(List<SwitchCase> cases, Switch which, String command, String urc) {
        String success = "\r\nOK\r\n\r\n" + urc + ": 1,1\r\n";
        String failure = "\r\nOK\r\n\r\n" + urc + ": 1,0\r\n";
        cases.add(of(which, "broker", host -> host.open().exchange(command, success)));
        cases.add(of(which, "refused", host -> {
            host.open().exchange(command, failure).exchange(command, failure);
            assertThat(host.network().published()).isEmpty();
            assertThat(host.network().connected()).isEqualTo(1);
        }));
        cases.add(of(which, "refused:1", host -> host.open()
                .exchange(command, failure)
                .exchange(command, success)));
        cases.add(of(which, "error", host -> host.open().exchange(command, ERROR)));
        cases.add(of(which, "silent", host -> {
            host.open().exchange(command, "\r\nOK\r\n").nothingMore();
            assertThat(host.network().published()).isEmpty();
            assertThat(host.network().connected()).isEqualTo(1);
        }));
        cases.add(of(which, "lost", host -> {
            host.open().exchange(command, "\r\nOK\r\n").nothingMore();
            assertThat(host.network().published()).hasSize(which == Switch.PUBLISH ? 1 : 0);
            assertThat(host.network().connected()).isEqualTo(which == Switch.CLOSE ? 0 : 1);
        }));
    }

    private static SwitchCase closes(Switch which, String command, String urc) {
        return of(which, "closes", host -> host.open()
                .exchange(command, "\r\nOK\r\n\r\n" + urc + ": 1,0\r\n\r\n+MQTTBREAK: 1,1\r\n"));
    }

    private static void buffered(Host host, int places) throws Exception {
        host.exchange("AT+MQTTCONF=1\r", "\r\nOK\r\n").open().exchange(SUB, SUBSCRIBED);
        for (int i = 0; i <= places; i++) {
            host.exchange(PUB, PUBLISHED + "\r\n+MQTTMSGI: 1,0,1,1\r\n");
        }
        for (int i = 0; i < places; i++) {
            host.exchange("AT+MQTTREAD=1\r", "\r\n+MQTTREAD: 1,0,1,1,\"t\",\"x\"\r\n\r\nOK\r\n");
        }
        host.exchange("AT+MQTTREAD=1\r", "\r\nOK\r\n");
    }

    private static Host json(Host host) throws Exception {
        return host.open().exchange(SUB, SUBSCRIBED).exchange("AT+MQTTPUB=1,\"t\",0,0,\"{\\\"a\\\":1}\"\r", PUBLISHED);
    }

    private static Host receive(Host host) throws Exception {
        return host.open().exchange(SUB, SUBSCRIBED).exchange(PUB, PUBLISHED);
    }
}
