package io.atflux.samples.modem.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.samples.modem.TestLine;
import io.atflux.samples.modem.uplink.OpenRequest;
import io.atflux.samples.modem.uplink.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The built-in MQTT client: parameters, states, errors. */
class MqttTest {

    private static final String OPEN = "AT+MQTTOPEN=1,\"broker\",1883,1,60";
    private static final String OPENED = "\r\nOK\r\n\r\n+MQTTOPEN: 1,1\r\n";
    private static final String REFUSED = "\r\nOK\r\n\r\n+MQTTOPEN: 1,0\r\n";

    private final TestLine line = TestLine.quick();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AT+MQTTUSER=3,\"u\",\"p\"",
                "AT+MQTTUSER=1,\"u\"",
                "AT+MQTTUSER=1,u,p",
                "AT+MQTTUSER=1,\"u\",\"p\",\"c\",1",
                "AT+MQTTWILL=1,\"t\",3,0,\"m\"",
                "AT+MQTTWILL=1,\"t\",0,2,\"m\"",
                "AT+MQTTWILL=1,\"\",0,0,\"m\"",
                "AT+MQTTWILL=1,\"t\",0,0,1025",
                "AT+MQTTOPEN=0,\"b\",1883,1,60",
                "AT+MQTTOPEN=1,\"\",1883,1,60",
                "AT+MQTTOPEN=1,\"b\",0,1,60",
                "AT+MQTTOPEN=1,\"b\",65536,1,60",
                "AT+MQTTOPEN=1,\"b\",\"1883\",1,60",
                "AT+MQTTOPEN=1,\"b\",1883,2,60",
                "AT+MQTTOPEN=1,\"b\",1883,1,0",
                "AT+MQTTOPEN=1,\"b\",1883,1,301",
                "AT+MQTTOPEN=1,\"b\",1883,1",
                "AT+MQTTOPEN=1,\"b\",1883,1,60,1",
                "AT+MQTTOPEN=1,\"b\",1883,1,60,3",
                "AT+MQTTSUB=1,\"\",0",
                "AT+MQTTSUB=1,\"t\",3",
                "AT+MQTTSUB=1,\"t\"",
                "AT+MQTTUNSUB=1",
                "AT+MQTTPUB=1,\"t\",0,0",
                "AT+MQTTPUB=1,\"t\",3,0,\"x\"",
                "AT+MQTTPUB=1,\"t\",0,2,\"x\"",
                "AT+MQTTPUB=1,\"t\",0,0,0",
                "AT+MQTTPUB=1,\"t\",0,0,-1",
                "AT+MQTTPUB=1,\"t\",0,0,99999999999",
                "AT+MQTTCLOSE=",
                "AT+MQTTCLOSE=9"
            })
    void wrongParametersAreRefusedBeforeAnythingElse(String command) {
        line.numbered().ask(command, "\r\n+CME ERROR: 53\r\n");
    }

    @Test
    void lengthsAreLimitedAsTheManualSays() {
        line.open().numbered();
        limit("AT+MQTTSUB=1,\"", 255, "\",0", "\r\nOK\r\n\r\n+MQTTSUB: 1,1\r\n");
        limit("AT+MQTTPUB=1,\"t\",0,0,\"", 1024, "\"", "\r\nOK\r\n\r\n+MQTTPUB: 1,1\r\n");
        line.ask("AT+MQTTPUB=1,\"t\",0,0,\"\"", "\r\nOK\r\n\r\n+MQTTPUB: 1,1\r\n");
        line.ask("AT+MQTTCLOSE=1", "\r\nOK\r\n\r\n+MQTTCLOSE: 1,1\r\n");
        limit("AT+MQTTUSER=1,\"", 128, "\",\"\"", "\r\nOK\r\n");
        limit("AT+MQTTUSER=1,\"\",\"", 128, "\"", "\r\nOK\r\n");
        limit("AT+MQTTWILL=1,\"t\",0,0,\"", 1024, "\"", "\r\nOK\r\n");
    }

    private void limit(String before, int length, String after, String success) {
        line.ask(before + "x".repeat(length) + after, success)
                .ask(before + "x".repeat(length + 1) + after, "\r\n+CME ERROR: 53\r\n");
    }

    @Test
    void whatNeedsAnOpenSessionIsRefusedWithoutOne() {
        line.numbered()
                .ask(OPEN, "\r\n+CME ERROR: 901\r\n")
                .ask("AT+MQTTSUB=1,\"t\",0", "\r\n+CME ERROR: 913\r\n")
                .ask("AT+MQTTUNSUB=1,\"t\"", "\r\n+CME ERROR: 913\r\n")
                .ask("AT+MQTTPUB=1,\"t\",0,0,\"x\"", "\r\n+CME ERROR: 913\r\n")
                .ask("AT+MQTTPUB=1,\"t\",0,0,5", "\r\n+CME ERROR: 913\r\n")
                .ask("AT+MQTTCLOSE=1", "\r\n+CME ERROR: 913\r\n");
    }

    @Test
    void identityAndWillAreOnlyForAClosedClient() {
        line.open()
                .numbered()
                .ask("AT+MQTTUSER=1,\"u\",\"p\"", "\r\n+CME ERROR: 3\r\n")
                .ask("AT+MQTTWILL=1,\"t\",0,0,\"m\"", "\r\n+CME ERROR: 3\r\n")
                .ask("AT+MQTTWILL=1,\"t\",0,0,5", "\r\n+CME ERROR: 3\r\n")
                .ask("AT+MQTTUSER=2,\"u\",\"p\"", "\r\nOK\r\n");
    }

    @Test
    void identityIsShownWithoutThePassword() {
        line.ask("AT+MQTTUSER?", "\r\nOK\r\n")
                .ask("AT+MQTTUSER=1,\"user\",\"secret\",\"cid\"", "\r\nOK\r\n")
                .ask("AT+MQTTUSER?", "\r\n+MQTTUSER: 1,\"user\",\"\",\"cid\"\r\n\r\nOK\r\n")
                .ask("AT+MQTTUSER=?", "\r\n+MQTTUSER: (1,2),(128),(128)[,(23)]\r\n\r\nOK\r\n");
    }

    @Test
    void openCarriesWhatWasSet() {
        line.online()
                .ask("AT+MQTTUSER=1,\"\",\"\",\"" + "c".repeat(55) + "\"", "\r\nOK\r\n")
                .ask("AT+MQTTWILL=1,\"state\",2,1,4", "\r\n> ")
                .raw("\r\n\0x", "\r\nOK\r\n")
                .ask("AT+MQTTOPEN=1,\"broker\",1884,1,300,0", OPENED);
        OpenRequest open = line.network().opens().get(0);
        assertThat(open.user()).isNull();
        assertThat(open.password()).isNull();
        assertThat(open.clientId()).isEqualTo("c".repeat(55));
        assertThat(open.cleanSession()).isTrue();
        OpenRequest.Will will = Objects.requireNonNull(open.will());
        assertThat(will.topic()).asString().isEqualTo("state");
        assertThat(will.qos()).isEqualTo(2);
        assertThat(will.retain()).isTrue();
        assertThat(will.payload()).containsExactly(13, 10, 0, 'x');
    }

    @Test
    void oneOperationAtATimeForAClient() {
        line.open();
        line.network().answering(false);
        line.numbered()
                .ask("AT+MQTTSUB=1,\"t\",0", "\r\nOK\r\n")
                .ask("AT+MQTTPUB=1,\"t\",0,0,\"x\"", "\r\n+CME ERROR: 3\r\n")
                .ask("AT+MQTTCLOSE=1", "\r\n+CME ERROR: 3\r\n")
                .ask(OPEN, "\r\n+CME ERROR: 3\r\n");
        line.network().answering(true);
        line.ask("AT+MQTTOPEN=2,\"broker\",1883,1,60", "\r\nOK\r\n\r\n+MQTTOPEN: 2,1\r\n");
    }

    @Test
    void twoClientsLiveSideBySide() {
        line.open()
                .ask("AT+MQTTUSER=2,\"u\",\"p\",\"second\"", "\r\nOK\r\n")
                .ask("AT+MQTTOPEN=2,\"broker\",1883,1,60", "\r\nOK\r\n\r\n+MQTTOPEN: 2,1\r\n")
                .ask("AT+MQTTOPEN?", "\r\n+MQTTOPEN: 1,2\r\n\r\nOK\r\n")
                .ask("AT+MQTTSUB=2,\"t/+/x\",1", "\r\nOK\r\n\r\n+MQTTSUB: 2,1\r\n")
                .ask(
                        "AT+MQTTPUB=1,\"t/a/x\",1,0,\"hi\"",
                        "\r\nOK\r\n\r\n+MQTTPUB: 1,1\r\n\r\n+MQTTMSG: 2, 1, t/a/x, hi\r\n")
                .ask("AT+MQTTCLOSE=1", "\r\nOK\r\n\r\n+MQTTCLOSE: 1,1\r\n")
                .ask("AT+MQTTOPEN?", "\r\n+MQTTOPEN: 2\r\n\r\nOK\r\n");
        assertThat(line.network().opens())
                .extracting(OpenRequest::clientId)
                .containsExactly("861234050000010", "second");
    }

    @Test
    void refusedSubscriptionIsAZero() {
        line.open();
        line.network().granting(false);
        line.ask("AT+MQTTSUB=1,\"forbidden\",0", "\r\nOK\r\n\r\n+MQTTSUB: 1,0\r\n");
    }

    @Test
    void lossDuringAnOperationEndsItToo() {
        line.open();
        line.network().answering(false);
        line.ask("AT+MQTTPUB=1,\"t\",1,0,\"x\"", "\r\nOK\r\n");
        line.network().loseAll("connection reset");
        line.printed("\r\n+MQTTPUB: 1,0\r\n\r\n+MQTTBREAK: 1,1\r\n");
        line.network().answering(true);
        line.ask(OPEN, OPENED);
    }

    @Test
    void subscriptionsDoNotSurviveALoss() {
        line.open().ask("AT+MQTTSUB=1,\"t\",0", "\r\nOK\r\n\r\n+MQTTSUB: 1,1\r\n");
        line.network().loseAll("taken over");
        line.printed("\r\n+MQTTBREAK: 1,1\r\n").ask(OPEN, OPENED);
        line.network().deliver("t", 0, "x".getBytes(StandardCharsets.ISO_8859_1));
        line.printed("");
    }

    @Test
    void lossInMidEntryIsAnErrorBehindTheData() {
        line.open().numbered().ask("AT+MQTTPUB=1,\"t\",0,0,5", "\r\n> ");
        line.network().loseAll("connection reset");
        line.raw("12345", "\r\n+CME ERROR: 913\r\n\r\n+MQTTBREAK: 1,1\r\n").ask("AT", "\r\nOK\r\n");
    }

    @Test
    void tlsRefusalIsToldByTheErrorQueryAndForgottenBySuccess() {
        line.online();
        line.network().refuseNext(new Refusal(Refusal.Kind.TLS, -19, "no certificate in the trust file"));
        line.ask("AT+MQTTOPEN=1,\"broker\",8883,1,60,2", REFUSED)
                .ask("AT+GTSSLERR?", "\r\n+GTSSLERR: -19\r\n\r\nOK\r\n")
                .ask("AT+MQTTOPEN=1,\"broker\",8883,1,60,2", OPENED)
                .ask("AT+GTSSLERR?", "\r\n+GTSSLERR: 0\r\n\r\nOK\r\n");
    }

    @Test
    void uploadsAppendAndAreBoundedEach() {
        line.numbered()
                .ask("AT+GTSSLFILE=\"TRUSTFILE\",3", "\r\n+CME ERROR: 53\r\n")
                .ask("AT+GTSSLFILE=\"TRUSTFILE\",8193", "\r\n+CME ERROR: 53\r\n")
                .ask("AT+GTSSLFILE=\"OTHER\",100", "\r\n+CME ERROR: 53\r\n")
                .ask("AT+GTSSLFILE=\"TRUSTFILE\", 4", "\r\n> ")
                .raw("ab\r\n", "\r\nOK\r\n")
                .ask("AT+GTSSLFILE=\"TRUSTFILE\",4", "\r\n> ")
                .raw("AT\r\n", "\r\nOK\r\n")
                .ask("AT+GTSSLFILE?", "\r\n+GTSSLFILE: TRUSTFILE,2\r\n\r\nOK\r\n")
                .online()
                .ask("AT+MQTTOPEN=1,\"broker\",8883,1,60,2", OPENED);
        OpenRequest.Tls tls =
                Objects.requireNonNull(line.network().opens().get(0).tls());
        assertThat(tls.trust()).asString().isEqualTo("ab\r\nAT\r\n");
    }

    @Test
    void announcedReconnectionKeepsTryingAndCloseEndsIt() {
        TestLine stubborn = TestLine.quick("reconnect=announced").open();
        Refusal refusal = new Refusal(Refusal.Kind.NETWORK, 0, "unreachable");
        stubborn.network().refuseNext(refusal);
        stubborn.network().refuseNext(refusal);
        stubborn.network().loseAll("heart-beat");
        stubborn.printed("\r\n+MQTTBREAK: 1,1\r\n").within(5_999, "").within(1, "\r\n+MQTTOPEN: 1,1\r\n");
        stubborn.network().loseAll("heart-beat");
        stubborn.printed("\r\n+MQTTBREAK: 1,1\r\n")
                .ask("AT+MQTTCLOSE=1", "\r\nOK\r\n\r\n+MQTTCLOSE: 1,1\r\n")
                .within(600_000, "");
    }

    @Test
    void reconnectionEndsWithTheBearer() {
        TestLine stubborn = TestLine.quick("reconnect=announced").open();
        stubborn.network().loseAll("heart-beat");
        stubborn.printed("\r\n+MQTTBREAK: 1,1\r\n");
        stubborn.modem().loseNetwork();
        stubborn.printed("\r\n+MIPCALL: 0\r\n").within(600_000, "");
        assertThat(stubborn.network().opens()).hasSize(1);
    }

    @Test
    void oversizedMessageIsDiscardedSilently() {
        line.open().ask("AT+MQTTSUB=1,\"t\",0", "\r\nOK\r\n\r\n+MQTTSUB: 1,1\r\n");
        line.network().deliver("t", 0, new byte[8192]);
        line.printed("");
        line.network().deliver("t", 0, "x".getBytes(StandardCharsets.ISO_8859_1));
        line.printed("\r\n+MQTTMSG: 1, 0, t, x\r\n");
    }

    @Test
    void unreadMessagesAreBoundedTheOldestDropped() {
        TestLine buffered = TestLine.quick("buffered-mode=present").ask("AT+MQTTCONF=1", "\r\nOK\r\n");
        buffered.open().ask("AT+MQTTSUB=1,\"t\",0", "\r\nOK\r\n\r\n+MQTTSUB: 1,1\r\n");
        for (int i = 0; i < 40; i++) {
            buffered.network().deliver("t", 0, String.format("%02d", i).getBytes(StandardCharsets.ISO_8859_1));
            buffered.printed("\r\n+MQTTMSGI: 1,0,1,2\r\n");
        }
        for (int i = 8; i < 40; i++) {
            buffered.ask("AT+MQTTREAD=1", String.format("\r\n+MQTTREAD: 1,0,1,2,\"t\",\"%02d\"\r\n\r\nOK\r\n", i));
        }
        buffered.ask("AT+MQTTREAD=1", "\r\nOK\r\n");
    }

    @Test
    void aLostBearerDoesNotEndTheClientsOwnReturn() {
        TestLine line = TestLine.quick("reconnect=announced").open();
        line.modem().loseNetwork();
        line.printed("\r\n+MIPCALL: 0\r\n\r\n+MQTTBREAK: 1,1\r\n").within(60_000, "");
        line.modem().restoreNetwork();
        line.online().within(2_000, "\r\n+MQTTOPEN: 1,1\r\n");
    }
}
