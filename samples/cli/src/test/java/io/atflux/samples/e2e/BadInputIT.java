package io.atflux.samples.e2e;

import static io.atflux.samples.e2e.Rig.done;
import static io.atflux.samples.e2e.Rig.ends;
import static io.atflux.samples.e2e.Rig.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atflux.error.AtRejectedException;
import io.atflux.error.AtUsageException;
import io.atflux.error.Outcome;
import io.atflux.fibocom.L610;
import io.atflux.fibocom.L610Profile;
import io.atflux.modem.Apn;
import io.atflux.mqtt.Broker;
import io.atflux.mqtt.MqttClient;
import io.atflux.mqtt.MqttMessage;
import io.atflux.mqtt.Qos;
import io.atflux.mqtt.TlsMaterial;
import io.atflux.transport.tcp.TcpTransport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** Values that no command can carry are refused before anything is written. Payloads of any bytes arrive unchanged. */
class BadInputIT {

    private static final String SECRET = "not for anybody\" else";

    private static final Rig RIG = rig();
    private static final L610 MODULE = RIG.open();

    private static Rig rig() {
        LogCapture.hide(SECRET);
        try {
            return Rig.quick();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterAll
    static void close() {
        RIG.close();
    }

    /** Bytes that are invalid in a quoted parameter. */
    private static final List<String> BYTES = List.of("\"", "\r", "\n", "\0", "\u001a", "\u001b", "\u007f", "\\");

    static List<String> badTopics() {
        return BYTES.stream()
                .flatMap(bad -> Stream.of("bad" + bad, bad + "bad", "b" + bad + "ad"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("badTopics")
    void topicThatCannotBeWrittenIsRefused(String topic) throws Exception {
        refused("AT+MQTTPUB", MODULE.mqtt(1).publish(MqttMessage.of(topic, "x")));
        refused(
                "AT+MQTTWILL",
                MODULE.mqtt(2).open(RIG.secondBroker().mutate().will(topic, "x").build()));
        refused("", MODULE.mqtt(1).subscribe(topic, Qos.AT_MOST_ONCE));
        refused("", MODULE.mqtt(1).unsubscribe(topic));
        refused("", MODULE.mqtt(1).messages(topic, Qos.AT_MOST_ONCE).next());
    }

    static List<Arguments> badValues() {
        MqttClient one = MODULE.mqtt(1);
        MqttClient two = MODULE.mqtt(2);
        Broker good = RIG.secondBroker();
        String quoted = "cm\"net";
        return List.of(
                bad("AT+MQTTPUB", "topic is empty, at least 1 byte is needed", one.publish(MqttMessage.of("", "x"))),
                bad("AT+MQTTPUB", "the limit is 255", one.publish(MqttMessage.of("t".repeat(256), "x"))),
                bad("AT+MQTTPUB", "wildcard #", one.publish(MqttMessage.of("a/#", "x"))),
                bad("AT+MQTTPUB", "wildcard +", one.publish(MqttMessage.of("a/+/b", "x"))),
                bad(
                        "AT+MQTTPUB",
                        "message has 1025 bytes, the limit is 1024",
                        one.publish(MqttMessage.of("t", "x".repeat(1025)))),
                bad("AT+MQTTSUB", "the limit is 255", one.subscribe("t".repeat(256), Qos.AT_MOST_ONCE)),
                bad("", "topic filter", one.subscribe("a#", Qos.AT_MOST_ONCE)),
                bad("", "topic filter", one.subscribe("", Qos.AT_MOST_ONCE)),
                bad("BROKER", "is empty", Mono.defer(() -> two.open(Broker.tcp("", 1883)))),
                bad("BROKER", "host", Mono.defer(() -> two.open(Broker.tcp("a\",1,1", 1883)))),
                bad("BROKER", "host", Mono.defer(() -> two.open(Broker.tcp("h\r\nAT+CFUN=15", 1883)))),
                bad("AT+MQTTOPEN", "port 0 is not within 1 to 65535", two.open(Broker.tcp("h", 0))),
                bad("AT+MQTTOPEN", "port 65536 is not within 1 to 65535", two.open(Broker.tcp("h", 65536))),
                bad(
                        "AT+MQTTOPEN",
                        "keep-alive in seconds 0 is not within 1 to 300",
                        two.open(good.mutate().keepAlive(Duration.ZERO).build())),
                bad(
                        "AT+MQTTOPEN",
                        "keep-alive in seconds 301 is not within 1 to 300",
                        two.open(
                                good.mutate().keepAlive(Duration.ofSeconds(301)).build())),
                bad(
                        "AT+MQTTOPEN",
                        "keep-alive 1500 ms",
                        two.open(
                                good.mutate().keepAlive(Duration.ofMillis(1500)).build())),
                bad(
                        "AT+MQTTUSER",
                        "0x22",
                        two.open(good.mutate().credentials("u", SECRET).build())),
                bad(
                        "AT+MQTTUSER",
                        "0x0D",
                        two.open(good.mutate().credentials("u\r", "p").build())),
                bad(
                        "AT+MQTTUSER",
                        "password has 129 bytes, the limit is 128",
                        two.open(good.mutate().credentials("u", "p".repeat(129)).build())),
                bad(
                        "AT+MQTTUSER",
                        "client id",
                        two.open(good.mutate().clientId("").build())),
                bad(
                        "AT+MQTTUSER",
                        "the limit is 128",
                        two.open(good.mutate().clientId("c".repeat(129)).build())),
                bad(
                        "AT+MQTTWILL",
                        "the limit is 1024",
                        two.open(good.mutate().will("w", "x".repeat(1025)).build())),
                bad("AT+GTSSLFILE", "no PEM file", two.open(tls("no certificate"))),
                bad("AT+GTSSLFILE", "at least 4 bytes", two.open(tls("x"))),
                bad(
                        "AT+GTSSLFILE",
                        "the limit is 8192",
                        two.open(tls("-----BEGIN CERTIFICATE-----\n" + "A".repeat(8192)))),
                bad(
                        "AT+GTSSLFILE",
                        "no PEM file",
                        two.open(tls("-----BEGIN CERTIFICATE-----\n!!!\n-----END CERTIFICATE-----\n"))),
                bad("AT+CGDCONT", "APN", apn(Apn.of(quoted))),
                bad("AT+CGDCONT", "APN is empty", apn(Apn.of(""))),
                bad(
                        "AT+MGAUTH",
                        "0x22",
                        apn(Apn.builder("cmnet").credentials("u", SECRET).build())),
                bad("AT+CPIN", "4 to 8 digits", Mono.fromCallable(() -> MODULE.commands()
                        .modem()
                        .enterPin("12"))),
                bad("", "control", MODULE.session().send("AT+CSQ\r\nAT+CFUN=15")),
                bad("", "empty", MODULE.session().send("")),
                bad("", "ISO-8859-1", MODULE.session().send("AT+X=\"\u20ac\"")));
    }

    private static Mono<?> apn(Apn apn) {
        return Mono.defer(() -> MODULE.session().send(MODULE.commands().modem().setApn(apn)))
                .then(Mono.defer(
                        () -> MODULE.session().send(MODULE.commands().modem().authenticate(apn))));
    }

    private static Broker tls(String trust) {
        return Broker.tls("localhost", 8883, TlsMaterial.trusting(trust.getBytes(StandardCharsets.US_ASCII)));
    }

    private static Arguments bad(String command, String says, Mono<?> attempt) {
        return Arguments.of(command, says, attempt);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("badValues")
    void valueThatCannotBeWrittenIsRefusedWithItsReason(String command, String says, Mono<?> attempt) {
        AtUsageException no = refused(command, attempt);
        assertThat(no).hasMessageContaining(says);
    }

    @Test
    void qualityOfServiceThatDoesNotExistIsRefused() {
        assertThatThrownBy(() -> Qos.of(3)).isInstanceOf(AtUsageException.class).hasMessageContaining("0 to 2");
        assertThatThrownBy(() -> TcpTransport.to(" ", 7000)).hasMessageContaining("host is empty");
        assertThatThrownBy(() -> MODULE.mqtt(3)).hasMessageContaining("1 to 2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"",
                "{\"a\":\"b\"}",
                "ends in a backslash\\",
                "\\",
                "\\22",
                "a\rb",
                "a\nb",
                "\r\nOK\r\n",
                "\r\n+MQTTPUB: 1,0\r\n",
                "\r",
                "\n",
                "\0",
                "a\0b",
                "\u001a",
                "a\u001ab",
                "\u001b",
                ">",
                "",
                " ",
                "AT+CFUN=15\r",
                "\u00e4\u20ac\ud83d\ude00"
            })
    void payloadArrivesAsItIs(String payload) throws Exception {
        arrives(payload.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void everyByteAndEveryLengthUpToTheLimitArrives() throws Exception {
        byte[] all = new byte[1024];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        arrives(all);
        arrives("z".repeat(1024).getBytes(StandardCharsets.US_ASCII));
        arrives("z".repeat(900).getBytes(StandardCharsets.US_ASCII));
    }

    private static void arrives(byte[] payload) throws Exception {
        try (Witness witness = Witness.listeningTo(RIG.topic("bytes"))) {
            assertThat(done(MODULE.mqtt(1).publish(MqttMessage.of(RIG.topic("bytes"), payload)))
                            .attempts())
                    .isPositive();
            assertThat(witness.next().getPayloadAsBytes()).isEqualTo(payload);
            stillWorks();
        }
    }

    @Test
    void payloadThatOnlyTheModuleRefusesIsRejectedAtOnce() throws Exception {
        try (Rig rig = Rig.quick()) {
            L610 bold = rig.connect(driver ->
                    driver.profile(L610Profile.builder().maxPayload(4096).build()));
            done(bold.modem().attach());
            ends(bold.mqtt(1).open(rig.broker()));
            AtRejectedException no =
                    failure(AtRejectedException.class, bold.mqtt(1).publish(MqttMessage.of("t", "x".repeat(1025))));
            assertThat(no.code()).hasValue(53);
            assertThat(no.outcome()).isEqualTo(Outcome.REJECTED);
            assertThat(no).hasMessageContaining("AT+MQTTPUB=1,\"t\",1,0,1025");
            assertThat(done(bold.mqtt(1).publish(MqttMessage.of("t", "x"))).attempts())
                    .isPositive();
        }
    }

    @Test
    void biggerPayloadsArriveWhereTheModuleTakesThem() throws Exception {
        byte[] big = "{\"k\":0}".repeat(1170).getBytes(StandardCharsets.US_ASCII);
        try (Rig rig = Rig.quick("length-max=8192");
                Witness witness = Witness.listeningTo(rig.topic("big"))) {
            L610 newer = rig.connect(driver ->
                    driver.profile(L610Profile.builder().maxPayload(8192).build()));
            done(newer.modem().attach());
            ends(newer.mqtt(1).open(rig.broker()));
            done(newer.mqtt(1).publish(MqttMessage.of(rig.topic("big"), big)));
            assertThat(witness.next().getPayloadAsBytes()).isEqualTo(big);
        }
    }

    private static AtUsageException refused(String command, Mono<?> attempt) {
        long before = written();
        AtUsageException no = failure(AtUsageException.class, attempt);
        assertThat(no.outcome()).isEqualTo(Outcome.NOT_SENT);
        if (!command.isEmpty()) {
            assertThat(no.command()).startsWith(command);
            assertThat(no).hasMessageContaining(command).hasMessageContaining("NOT_SENT");
            assertThat(LogCapture.sent(MODULE.session()).stream().skip(before))
                    .noneMatch(line -> line.startsWith(command));
        } else {
            assertThat(written()).isEqualTo(before);
        }
        LogCapture.assertNoSecrets(no);
        stillWorks();
        return no;
    }

    private static long written() {
        return LogCapture.sent(MODULE.session()).size();
    }

    private static void stillWorks() {
        assertThat(done(MODULE.session().send("AT+CFUN?")).line("+CFUN")).isNotNull();
    }
}
