package io.atflux.fibocom;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.command.AtCommand;
import io.atflux.modem.Apn;
import io.atflux.modem.ModemDialect;
import io.atflux.modem.Registration.Domain;
import io.atflux.mqtt.Broker;
import io.atflux.mqtt.Credentials;
import io.atflux.mqtt.MqttDialect;
import io.atflux.mqtt.MqttMessage;
import io.atflux.mqtt.OnUnknown;
import io.atflux.mqtt.Qos;
import io.atflux.mqtt.TlsFile;
import io.atflux.mqtt.TlsVersion;
import io.atflux.mqtt.TopicFilter;
import io.atflux.mqtt.Will;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class L610TimingTest {

    private static final ModemDialect MODEM =
            L610Commands.of(L610Profile.defaults()).modem();
    private static final MqttDialect MQTT =
            L610Commands.of(L610Profile.defaults()).mqtt();
    private static final MqttMessage TEXT =
            MqttMessage.builder("test1").text("123").qos(Qos.AT_MOST_ONCE).build();
    private static final MqttMessage JSON =
            MqttMessage.builder("test1").text("\"123\"").qos(Qos.AT_MOST_ONCE).build();

    static Stream<Arguments> rows() {
        return Stream.of(
                row(MODEM.setApn(Apn.of("cmnet")), "AT+CGDCONT=1,\"IP\",\"cmnet\"", 1, "within 90 s"),
                row(MODEM.bearerState(), "AT+MIPCALL?", 1, "within 90 s"),
                row(MODEM.dial(Apn.of("cmnet")), "AT+MIPCALL=1", 150, "2 times"),
                row(MQTT.user(1, Credentials.of("u", "p")), "AT+MQTTUSER=1,\"u\",\"p\"", 1, "within 90 s"),
                row(MQTT.will(1, Will.of("test1", "bye")), "AT+MQTTWILL=1,\"test1\",0,0,\"bye\"", 1, "within 90 s"),
                row(MQTT.open(1, Broker.tcp("host", 1883)), "AT+MQTTOPEN=1,\"host\",1883,0,60", 60, "2 times"),
                row(
                        MQTT.subscribe(1, TopicFilter.of("test1"), Qos.AT_MOST_ONCE),
                        "AT+MQTTSUB=1,\"test1\",0",
                        60,
                        "within 90 s"),
                row(
                        MQTT.publish(1, TEXT, OnUnknown.SEND_AGAIN),
                        "AT+MQTTPUB=1,\"test1\",0,0,\"123\"",
                        60,
                        "within 90 s"),
                row(MQTT.publish(1, JSON, OnUnknown.SEND_AGAIN), "AT+MQTTPUB=1,\"test1\",0,0,5", 60, "within 90 s"),
                row(MQTT.unsubscribe(1, TopicFilter.of("test1")), "AT+MQTTUNSUB=1,\"test1\"", 60, "within 90 s"),
                row(MQTT.close(1), "AT+MQTTCLOSE=1", 60, "2 times"),
                row(
                        MQTT.loadTlsFile(TlsFile.CLIENT_CERTIFICATE, PemTest.CERTIFICATE, 0),
                        "AT+GTSSLFILE=\"CAFILE\",68",
                        11,
                        "within 90 s"),
                row(MQTT.tlsVersion(), "AT+GTSSLVER?", 1, "within 90 s"),
                row(MQTT.setTlsVersion(TlsVersion.TLS_1_2), "AT+GTSSLVER=4", 1, "within 90 s"),
                row(MQTT.verifyServer(true), "AT+GTSSLMODE=1", 1, "within 90 s"),
                row(MQTT.tlsError(), "AT+GTSSLERR?", 1, "within 90 s"),
                // Not in the guide's table.
                row(MQTT.bufferedModeQuestion(), "AT+MQTTCONF=?", 1, "2 times"),
                row(MQTT.bufferedMode(true), "AT+MQTTCONF=1", 1, "within 90 s"),
                row(MQTT.bufferedMode(false), "AT+MQTTCONF=0", 1, "within 90 s"),
                row(MQTT.read(1), "AT+MQTTREAD=1", 5, "once"),
                row(MODEM.attention(), "AT", 1, "within 90 s"),
                row(MODEM.echoOff(), "ATE0", 1, "within 90 s"),
                row(MODEM.verboseErrors(), "AT+CMEE=2", 1, "within 90 s"),
                row(MODEM.searchOrder(List.of(6, 3, 2)), "AT+GTRAT=6,3,2", 1, "within 90 s"),
                row(MODEM.fullFunctionality(), "AT+CFUN=1", 5, "within 90 s"),
                row(MODEM.radioOff(), "AT+CFUN=4", 5, "within 90 s"),
                row(MODEM.functionality(), "AT+CFUN?", 1, "within 90 s"),
                row(MODEM.iccid(), "AT+CCID?", 1, "within 90 s"),
                row(MODEM.apn(), "AT+CGDCONT?", 1, "within 90 s"),
                row(MODEM.restart(), "AT+CFUN=15", 5, "once"),
                row(MODEM.simState(), "AT+CPIN?", 5, "within 90 s"),
                row(MODEM.enterPin("1234"), "AT+CPIN=\"****\"", 5, "once"),
                row(MODEM.imsi(), "AT+CIMI?", 1, "within 90 s"),
                row(MODEM.manufacturer(), "AT+CGMI?", 1, "2 times"),
                row(MODEM.model(), "AT+CGMM?", 1, "2 times"),
                row(MODEM.revision(), "AT+CGMR?", 1, "2 times"),
                row(MODEM.imei(), "AT+CGSN", 1, "2 times"),
                row(
                        MODEM.authenticate(
                                Apn.builder("a").credentials("u", "p").build()),
                        "AT+MGAUTH=1,1,\"u\",\"*\"",
                        1,
                        "within 90 s"),
                row(MODEM.signal(), "AT+CSQ?", 1, "within 90 s"),
                row(MODEM.operator(), "AT+COPS?", 1, "within 90 s"),
                row(MODEM.registration(Domain.PACKET), "AT+CGREG?", 1, "within 90 s"),
                row(MODEM.registration(Domain.LTE), "AT+CEREG?", 1, "within 90 s"),
                row(MODEM.registration(Domain.CIRCUIT), "AT+CREG?", 1, "within 90 s"),
                row(MODEM.release(), "AT+MIPCALL=0", 150, "2 times"),
                row(MODEM.clock(), "AT+CCLK?", 1, "within 90 s"),
                row(
                        MODEM.setClock(OffsetDateTime.parse("2026-07-20T06:51:36Z")),
                        "AT+CCLK=\"26/07/20,06:51:36+00\"",
                        1,
                        "within 90 s"),
                row(MODEM.startNotices(false, true), "AT+MSTART=0,1", 1, "within 90 s"),
                row(MQTT.openClients(), "AT+MQTTOPEN?", 1, "within 90 s"),
                row(MQTT.tlsFiles(), "AT+GTSSLFILE?", 1, "within 90 s"));
    }

    private static Arguments row(AtCommand<?> command, String line, int seconds, String rule) {
        return Arguments.of(command, line.replace("\"u\",\"p\"", "\"u\",\"*\""), seconds, rule);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("rows")
    void commandHasTheTimeOutAndTheRuleOfItsRow(AtCommand<?> command, String line, int seconds, String rule) {
        assertThat(command).hasToString(line);
        assertThat(command.spec().timeout()).isEqualTo(Duration.ofSeconds(seconds));
        assertThat(command.spec().retry()).hasToString(rule);
    }

    @Test
    void promptMayTakeTenSecondsInTheRowsOfOneSecond() {
        for (AtCommand<?> command : List.of(
                MQTT.loadTlsFile(TlsFile.TRUST, PemTest.CERTIFICATE, 0), MQTT.will(1, Will.of("test1", "\"bye\"")))) {
            assertThat(command.spec().promptTimeout()).isEqualTo(Duration.ofSeconds(10));
            assertThat(command.spec().timeout()).isEqualTo(Duration.ofSeconds(11));
        }
        assertThat(MQTT.publish(1, JSON, OnUnknown.SEND_AGAIN).spec().promptTimeout())
                .isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void pauseBeforeAReSendIsOneSecond() {
        for (L610Timing row : L610Timing.values()) {
            if (row.retry().resends() > 0) {
                assertThat(row.retry().pause()).as(row.example()).isEqualTo(Duration.ofSeconds(1));
            }
        }
    }

    @Test
    void onlyPinAndRestartAreNeverRepeated() {
        assertThat(MODEM.enterPin("1234").spec().isRepeatable()).isFalse();
        assertThat(MODEM.restart().spec().isRepeatable()).isFalse();
        assertThat(MQTT.publish(1, TEXT, OnUnknown.SEND_AGAIN).spec().isRepeatable())
                .isTrue();
        assertThat(MQTT.publish(1, TEXT, OnUnknown.GIVE_UP).spec().isRepeatable())
                .isFalse();
    }

    @Test
    void sixCommandsAskBeforeTheyAreRepeated() {
        assertThat(MODEM.dial(Apn.of("a")).spec().recheck()).isNotNull();
        assertThat(MODEM.release().spec().recheck()).isNotNull();
        assertThat(MQTT.open(1, Broker.tcp("h", 1)).spec().recheck()).isNotNull();
        assertThat(MQTT.close(1).spec().recheck()).isNotNull();
        assertThat(MQTT.loadTlsFile(TlsFile.TRUST, PemTest.CERTIFICATE, 0)
                        .spec()
                        .recheck())
                .isNotNull();
        assertThat(MQTT.publish(1, TEXT, OnUnknown.SEND_AGAIN).spec().recheck()).isNull();
    }

    @Test
    void simProblemsEndTheQuestionAboutTheSim() {
        assertThat(MODEM.simState().spec().neverRetryOn()).containsExactlyInAnyOrder(11, 12);
        assertThat(MODEM.simState().spec().neverRetryOnRepeated()).containsExactlyInAnyOrder(10, 13);
        assertThat(MODEM.simState().spec().settling()).isEqualTo(Duration.ofSeconds(20));
    }
}
