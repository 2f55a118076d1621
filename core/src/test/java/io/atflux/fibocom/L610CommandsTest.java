package io.atflux.fibocom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atflux.command.AtCommand;
import io.atflux.command.Payload;
import io.atflux.command.Settlement;
import io.atflux.command.Settlement.Verdict;
import io.atflux.error.AtUsageException;
import io.atflux.error.Outcome;
import io.atflux.line.AtLine;
import io.atflux.modem.Apn;
import io.atflux.modem.BearerState;
import io.atflux.modem.ModemDialect;
import io.atflux.modem.PdpType;
import io.atflux.modem.Said;
import io.atflux.mqtt.Broker;
import io.atflux.mqtt.Credentials;
import io.atflux.mqtt.MqttDialect;
import io.atflux.mqtt.MqttMessage;
import io.atflux.mqtt.OnUnknown;
import io.atflux.mqtt.Qos;
import io.atflux.mqtt.TlsFile;
import io.atflux.mqtt.TlsMaterial;
import io.atflux.mqtt.TopicFilter;
import io.atflux.mqtt.Will;
import io.atflux.profile.StringRule;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class L610CommandsTest {

    private static final ModemDialect MODEM =
            L610Commands.of(L610Profile.defaults()).modem();
    private static final MqttDialect MQTT =
            L610Commands.of(L610Profile.defaults()).mqtt();

    private static AtCommand<?> publish(byte[] payload) {
        return MQTT.publish(
                1,
                MqttMessage.builder("t").payload(payload).qos(Qos.AT_MOST_ONCE).build(),
                OnUnknown.SEND_AGAIN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1}",
                "back\\slash",
                "trailing\\",
                "line\nend",
                "carriage\rreturn",
                "nul\0byte",
                "ctrl\u001az",
                "ünicode"
            })
    void payloadThatALineCannotCarryGoesByLength(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        AtCommand<?> command = publish(bytes);
        assertThat(command.text().wire()).isEqualTo("AT+MQTTPUB=1,\"t\",0,0," + bytes.length);
        assertThat(command.spec().payload()).isEqualTo(Payload.counted(bytes));
    }

    @Test
    void plainPayloadGoesInline() {
        assertThat(publish("hello, world; 1+1".getBytes(StandardCharsets.US_ASCII))
                        .text()
                        .wire())
                .isEqualTo("AT+MQTTPUB=1,\"t\",0,0,\"hello, world; 1+1\"");
        assertThat(publish(new byte[0]).text().wire()).isEqualTo("AT+MQTTPUB=1,\"t\",0,0,\"\"");
    }

    @Test
    void lineThatWouldOverrunTheSmallestBufferGoesByLength() {
        byte[] longest = "x".repeat(1024).getBytes(StandardCharsets.US_ASCII);
        assertThat(publish(longest).spec().payload()).isEqualTo(Payload.counted(longest));
        AtCommand<?> shorter = publish("x".repeat(980).getBytes(StandardCharsets.US_ASCII));
        assertThat(shorter.spec().payload()).isNull();
        assertThat(shorter.text().wire().length()).isLessThanOrEqualTo(1024);
    }

    @Test
    void willThatALineCannotCarryGoesByLengthUnlessSwitchedOff() {
        Will will = Will.of("state", "{\"on\":false}");
        assertThat(MQTT.will(1, will)).hasToString("AT+MQTTWILL=1,\"state\",0,0,12");
        MqttDialect without = L610Commands.of(
                        L610Profile.builder().willByLength(false).build())
                .mqtt();
        assertThatThrownBy(() -> without.will(1, will)).isInstanceOf(AtUsageException.class);
    }

    @Test
    @Tag("V.250:5.4.2.2")
    void stringsAreEscapedWhereTheProfileSaysSo() {
        MqttDialect escaping = L610Commands.of(
                        L610Profile.builder().strings(StringRule.HEX_ESCAPE).build())
                .mqtt();
        assertThat(escaping.subscribe(1, TopicFilter.of("a\"b\\"), Qos.AT_MOST_ONCE))
                .hasToString("AT+MQTTSUB=1,\"a\\22b\\5C\",0");
    }

    @Test
    void openOverTlsCarriesTheFlagUnlessSwitchedOff() {
        Broker tls = Broker.tls("h", 8883, TlsMaterial.withoutVerification());
        assertThat(MQTT.open(1, tls)).hasToString("AT+MQTTOPEN=1,\"h\",8883,0,60,2");
        assertThat(L610Commands.of(L610Profile.builder().noTlsFlag().build())
                        .mqtt()
                        .open(1, tls))
                .hasToString("AT+MQTTOPEN=1,\"h\",8883,0,60");
        assertThat(L610Commands.of(L610Profile.builder().tlsFlag(1).build())
                        .mqtt()
                        .open(1, tls))
                .hasToString("AT+MQTTOPEN=1,\"h\",8883,0,60,1");
    }

    @Test
    void clientIdIsTheThirdString() {
        assertThat(MQTT.user(
                        2, Credentials.of("u", "secret").mutate().clientId("me").build()))
                .hasToString("AT+MQTTUSER=2,\"u\",\"******\",\"me\"");
        assertThat(MQTT.user(1, Credentials.none()).text().wire()).isEqualTo("AT+MQTTUSER=1,\"\",\"\"");
    }

    @Test
    void dialNamesTheAccessPointWhereTheProfileSaysSo() {
        ModemDialect naming =
                L610Commands.of(L610Profile.builder().dialWithApn(true).build()).modem();
        assertThat(naming.dial(Apn.of("cmnet"))).hasToString("AT+MIPCALL=1,\"cmnet\"");
        assertThat(naming.dial(Apn.builder("cmnet").credentials("u", "pass").build()))
                .hasToString("AT+MIPCALL=1,\"cmnet\",\"u\",\"****\"");
    }

    @Test
    void standardFormsAreASwitch() {
        ModemDialect standard = L610Commands.of(
                        L610Profile.builder().questionForms(false).build())
                .modem();
        assertThat(standard.imsi()).hasToString("AT+CIMI");
        assertThat(standard.signal()).hasToString("AT+CSQ");
    }

    @Test
    void pdpTypeIsWritten() {
        assertThat(MODEM.setApn(Apn.builder("a").type(PdpType.IPV4V6).build()))
                .hasToString("AT+CGDCONT=1,\"IPV4V6\",\"a\"");
    }

    static Stream<Arguments> badInput() {
        return Stream.of(
                bad(() -> MODEM.setApn(Apn.of("cm\"net")), "AT+CGDCONT", "character 3"),
                bad(() -> MODEM.setApn(Apn.of("")), "AT+CGDCONT", "APN is empty"),
                bad(() -> MODEM.setApn(Apn.of("x".repeat(101))), "AT+CGDCONT", "the limit is 100"),
                bad(() -> MODEM.enterPin("12"), "AT+CPIN", "4 to 8 digits"),
                bad(() -> MODEM.searchOrder(List.of()), "AT+GTRAT", "0 is not within 1 to 3"),
                bad(() -> MODEM.searchOrder(List.of(100)), "AT+GTRAT", "100 is not within 0 to 99"),
                bad(() -> MQTT.user(3, Credentials.none()), "AT+MQTTUSER", "MQTT client 3 is not within 1 to 2"),
                bad(() -> MQTT.user(1, Credentials.of("u".repeat(129), "")), "AT+MQTTUSER", "the limit is 128"),
                bad(() -> MQTT.user(1, Credentials.of("", "p".repeat(129))), "AT+MQTTUSER", "password has 129 bytes"),
                bad(
                        () -> MQTT.user(1, Credentials.builder().clientId("").build()),
                        "AT+MQTTUSER",
                        "client id is empty"),
                bad(() -> MQTT.open(1, Broker.tcp("", 1883)), "BROKER", "is empty"),
                bad(() -> MQTT.open(1, Broker.tcp("a\"b", 1883)), "AT+MQTTOPEN", "character 2"),
                bad(() -> MQTT.open(1, Broker.tcp("h", 0)), "AT+MQTTOPEN", "port 0 is not within 1 to 65535"),
                bad(() -> MQTT.open(1, Broker.tcp("h", 65536)), "AT+MQTTOPEN", "port 65536"),
                bad(
                        () -> MQTT.open(
                                1,
                                Broker.builder("h", 1).keepAlive(Duration.ZERO).build()),
                        "AT+MQTTOPEN",
                        "keep-alive in seconds 0"),
                bad(
                        () -> MQTT.open(
                                1,
                                Broker.builder("h", 1)
                                        .keepAlive(Duration.ofSeconds(301))
                                        .build()),
                        "AT+MQTTOPEN",
                        "not within 1 to 300"),
                bad(
                        () -> MQTT.open(
                                1,
                                Broker.builder("h", 1)
                                        .keepAlive(Duration.ofMillis(1500))
                                        .build()),
                        "AT+MQTTOPEN",
                        "no whole number"),
                bad(
                        () -> MQTT.subscribe(1, TopicFilter.of("t".repeat(256)), Qos.AT_MOST_ONCE),
                        "AT+MQTTSUB",
                        "256 bytes"),
                bad(() -> MQTT.subscribe(1, TopicFilter.of("t\\"), Qos.AT_MOST_ONCE), "AT+MQTTSUB", "0x5C"),
                bad(() -> MQTT.subscribe(1, TopicFilter.of("t\rATZ"), Qos.AT_MOST_ONCE), "AT+MQTTSUB", "0x0D"),
                bad(() -> MQTT.unsubscribe(1, TopicFilter.of("t\n")), "AT+MQTTUNSUB", "0x0A"),
                bad(() -> pub("", "x"), "AT+MQTTPUB", "topic is empty"),
                bad(() -> pub("a/#", "x"), "AT+MQTTPUB", "wildcard #"),
                bad(() -> pub("+/a", "x"), "AT+MQTTPUB", "wildcard +"),
                bad(() -> pub("a\0b", "x"), "AT+MQTTPUB", "0x00"),
                bad(() -> pub("t".repeat(256), "x"), "AT+MQTTPUB", "topic has 256 bytes"),
                bad(() -> MQTT.will(1, Will.of("a/#", "x")), "AT+MQTTWILL", "wildcard #"),
                bad(() -> MQTT.will(1, Will.of("", "x")), "AT+MQTTWILL", "topic is empty"),
                bad(() -> pub("a\u001a", "x"), "AT+MQTTPUB", "0x1A"),
                bad(() -> pub("a\u0085", "x"), "AT+MQTTPUB", "topic: character 2 is 0x85; a broker may end"),
                bad(() -> pub("\ufdd0", "x"), "AT+MQTTPUB", "0xFDD0"),
                bad(() -> pub("\ud83f\udffe", "x"), "AT+MQTTPUB", "0x1FFFE"),
                bad(
                        () -> MQTT.subscribe(1, TopicFilter.of("t\u007f"), Qos.AT_MOST_ONCE),
                        "AT+MQTTSUB",
                        "topic filter: character 2 is 0x7F"),
                bad(() -> pub("a\"", "x"), "AT+MQTTPUB", "0x22"),
                bad(() -> pub("a", "x".repeat(1025)), "AT+MQTTPUB", "message has 1025 bytes, the limit is 1024"),
                bad(() -> MQTT.close(0), "AT+MQTTCLOSE", "MQTT client 0"),
                bad(
                        () -> MQTT.loadTlsFile(TlsFile.TRUST, "nonsense".getBytes(StandardCharsets.US_ASCII), 0),
                        "AT+GTSSLFILE",
                        "no PEM file"));
    }

    private static AtCommand<?> pub(String topic, String text) {
        return MQTT.publish(1, MqttMessage.of(topic, text), OnUnknown.SEND_AGAIN);
    }

    private static Arguments bad(ThrowingCallable call, String command, String what) {
        return Arguments.of(call, command, what);
    }

    @ParameterizedTest(name = "{1}: {2}")
    @MethodSource("badInput")
    @Tag("V.250:5.4.2.2")
    @Tag("MQTT-3.1.1:1.5.3-2")
    @Tag("MQTT-3.1.1:3.3.2-2")
    @Tag("MQTT-3.1.1:4.7.1-1")
    @Tag("MQTT-3.1.1:4.7.3-1")
    @Tag("MQTT-3.1.1:4.7.3-2")
    @Tag("MQTT-3.1.1:4.7.3-3")
    void badInputIsRefusedBeforeItIsSent(ThrowingCallable call, String command, String what) {
        assertThatThrownBy(call).isInstanceOfSatisfying(AtUsageException.class, e -> {
            assertThat(e.command()).isEqualTo(command);
            assertThat(e.getMessage()).contains(command, what);
            assertThat(e.outcome()).isEqualTo(Outcome.NOT_SENT);
        });
    }

    @Test
    void oneParameterMoreSettlesAsWell() {
        assertThat(verdict(pub("a", "x"), "+MQTTPUB: 1,1,7")).isEqualTo(Verdict.SUCCESS);
        assertThat(verdict(pub("a", "x"), "+MQTTPUB: 1,0,7")).isEqualTo(Verdict.FAILURE);
        assertThat(verdict(MQTT.subscribe(1, TopicFilter.of("a"), Qos.AT_MOST_ONCE), "+MQTTSUB: 1,1,0"))
                .isEqualTo(Verdict.SUCCESS);
        assertThat(verdict(MQTT.unsubscribe(1, TopicFilter.of("a")), "+MQTTUNSUB: 1,1,0"))
                .isEqualTo(Verdict.SUCCESS);
    }

    @Test
    void limitsAreTheProfilesToRaise() {
        MqttDialect raised = L610Commands.of(L610Profile.builder()
                        .maxCredential(185)
                        .maxTopic(300)
                        .maxKeepAlive(Duration.ofSeconds(1200))
                        .emptyClientId(true)
                        .build())
                .mqtt();
        assertThat(raised.user(
                        1,
                        Credentials.of("u".repeat(185), "p".repeat(185))
                                .mutate()
                                .clientId("")
                                .build()))
                .hasToString("AT+MQTTUSER=1,\"" + "u".repeat(185) + "\",\"" + "*".repeat(185) + "\",\"\"");
        assertThat(raised.subscribe(1, TopicFilter.of("t".repeat(300)), Qos.AT_MOST_ONCE))
                .hasToString("AT+MQTTSUB=1,\"" + "t".repeat(300) + "\",0");
        assertThat(raised.open(
                        1,
                        Broker.builder("h", 1883)
                                .keepAlive(Duration.ofSeconds(1200))
                                .build()))
                .hasToString("AT+MQTTOPEN=1,\"h\",1883,0,1200");
        assertThatThrownBy(() -> raised.user(1, Credentials.of("u".repeat(186), "")))
                .hasMessageContaining("the limit is 185");
        assertThatThrownBy(() -> raised.unsubscribe(1, TopicFilter.of("t".repeat(301))))
                .hasMessageContaining("the limit is 300");
        assertThatThrownBy(() -> raised.open(
                        1,
                        Broker.builder("h", 1883)
                                .keepAlive(Duration.ofSeconds(1201))
                                .build()))
                .hasMessageContaining("not within 1 to 1200");
    }

    @Test
    @Tag("MQTT-3.1.1:4.7.3-3")
    void limitThatLetsNothingThroughIsRefused() {
        L610Profile.Builder builder = L610Profile.builder();
        for (ThrowingCallable senseless : List.<ThrowingCallable>of(
                () -> builder.maxCredential(0),
                () -> builder.maxTopic(0),
                () -> builder.maxTopic(65_536),
                () -> builder.maxClientId(-1),
                () -> builder.maxPayload(0),
                () -> builder.maxInlineLine(0),
                () -> builder.maxKeepAlive(Duration.ofMillis(999)),
                () -> builder.maxKeepAlive(Duration.ofSeconds(65_536)))) {
            assertThatThrownBy(senseless).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void refusedPasswordIsNotShown() {
        assertThatThrownBy(() -> MQTT.user(1, Credentials.of("u", "open\"sesame")))
                .isInstanceOf(AtUsageException.class)
                .hasMessageContaining("AT+MQTTUSER")
                .hasMessageNotContaining("sesame");
        assertThatThrownBy(() -> MODEM.enterPin("12a4")).hasMessageNotContaining("12a4");
    }

    private static Verdict verdict(AtCommand<?> command, String line) {
        Settlement settlement = Objects.requireNonNull(command.spec().settlement());
        return settlement.judge().apply(AtLine.of(line));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "+MIPCALL: 10.104.48.68;SUCCESS",
                "+MIPCALL: 10.1.2.3,2409::1;SUCCESS",
                "+MIPCALL: 0;FAILURE",
                "+MIPCALL: 0.0.0.0;FAILURE",
                "+MIPCALL: 1,10.1.2.3;SUCCESS",
                "+MIPCALL: 1,1,\"10.1.2.3\";SUCCESS",
                "+MIPCALL: 1;SUCCESS",
                "+MIPCALL: 1,0.0.0.0;FAILURE",
                "+MIPCALL: 1,0;FAILURE",
                "+MIPCALL: 2;NOT_MINE",
                "+MQTTOPEN: 1,1;NOT_MINE"
            })
    void dialEndsWithAnAddressOrWithNone(String line, Verdict verdict) {
        assertThat(verdict(MODEM.dial(Apn.of("a")), line)).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "+MIPCALL: 0;SUCCESS",
                "+MIPCALL: 1,0;SUCCESS",
                "+MIPCALL: 10.1.2.3;NOT_MINE",
                "+MIPCALL: 1;NOT_MINE"
            })
    void releaseEndsWithNoAddress(String line, Verdict verdict) {
        assertThat(verdict(MODEM.release(), line)).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "+MQTTOPEN: 1,1;SUCCESS",
                "+MQTTOOPEN: 1,1;SUCCESS",
                "+MQTTOPEN:1, 1;SUCCESS",
                "+MQTTOPEN: 1,0;FAILURE",
                "+MQTTOPEN: 1,5;FAILURE",
                "+MQTTOPEN: 1,1,0;SUCCESS",
                "+MQTTOPEN: 1,0,5;FAILURE",
                "+MQTTOPEN: 2,1,0;NOT_MINE",
                "+MQTTOPEN: 1,1,0,0;NOT_MINE",
                "+MQTTOPEN: 2,1;NOT_MINE",
                "+MQTTOPEN: 1;NOT_MINE",
                "+MQTTSUB: 1,1;NOT_MINE"
            })
    void openEndsWithItsClientsResult(String line, Verdict verdict) {
        assertThat(verdict(MQTT.open(1, Broker.tcp("h", 1)), line)).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "+MQTTCLOSE: 1,1;SUCCESS",
                "+MQTTCLOSE;SUCCESS",
                "+MQTTCLOSE:;SUCCESS",
                "+MQTTCLOSE: 1,0;FAILURE",
                "+MQTTCLOSE: 1,1,0;SUCCESS",
                "+MQTTCLOSE: 2,1;NOT_MINE"
            })
    void closeEndsWithOrWithoutValues(String line, Verdict verdict) {
        assertThat(verdict(MQTT.close(1), line)).isEqualTo(verdict);
    }

    @Test
    void subscribeUnsubscribeAndPublishEndWithTheirOwnResult() {
        TopicFilter filter = TopicFilter.of("t");
        assertThat(verdict(MQTT.subscribe(2, filter, Qos.AT_MOST_ONCE), "+MQTTSUB: 2,1"))
                .isEqualTo(Verdict.SUCCESS);
        assertThat(verdict(MQTT.subscribe(2, filter, Qos.AT_MOST_ONCE), "+MQTTUNSUB: 2,1"))
                .isEqualTo(Verdict.NOT_MINE);
        assertThat(verdict(MQTT.unsubscribe(2, filter), "+MQTTUNSUB: 2,0")).isEqualTo(Verdict.FAILURE);
        assertThat(verdict(publish(new byte[0]), "+MQTTPUB: 1,1")).isEqualTo(Verdict.SUCCESS);
        assertThat(verdict(publish(new byte[0]), "+MQTTPUB: 2,1")).isEqualTo(Verdict.NOT_MINE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "0;Down",
                "2;Busy",
                "1,10.1.2.3;Up",
                "1,104.48.68;Up",
                "1;Up",
                "1,0.0.0.0;Stale",
                "1,10.1.2.3,2409::1;Up"
            })
    void bearerStateIsRead(String values, String state) {
        BearerState read = MODEM.bearerState().spec().decoder().apply(Said.ok("+MIPCALL: " + values));
        assertThat(read.getClass().getSimpleName()).isEqualTo(state);
    }

    @Test
    void openClientsAreRead() {
        assertThat(MQTT.openClients().spec().decoder().apply(Said.ok("+MQTTOPEN: 0")))
                .isEmpty();
        assertThat(MQTT.openClients().spec().decoder().apply(Said.ok("+MQTTOPEN: 1,2")))
                .containsExactly(1, 2);
        assertThat(MQTT.openClients().spec().decoder().apply(Said.ok("+MQTTOOPEN: 2")))
                .containsExactly(2);
    }

    @Test
    void tlsAnswersAreRead() {
        assertThat(MQTT.tlsFiles()
                        .spec()
                        .decoder()
                        .apply(Said.ok("+GTSSLFILE: TRUSTFILE,0", "+GTSSLFILE: \"CAFILE\",2")))
                .containsOnly(
                        java.util.Map.entry(TlsFile.TRUST, 0), java.util.Map.entry(TlsFile.CLIENT_CERTIFICATE, 2));
        assertThat(MQTT.tlsVersion().spec().decoder().apply(Said.ok("+GTSSLVER: 4")))
                .isEqualTo(io.atflux.mqtt.TlsVersion.TLS_1_2);
        assertThat(MQTT.tlsError().spec().decoder().apply(Said.ok("+GTSSLERR: -19")))
                .hasToString("TLS error -19: trust file missing or invalid");
    }
}
