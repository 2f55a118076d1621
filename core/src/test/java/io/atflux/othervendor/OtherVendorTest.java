package io.atflux.othervendor;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.error.AtUsageException;
import io.atflux.modem.Apn;
import io.atflux.modem.Modem;
import io.atflux.modem.ModemOptions;
import io.atflux.mqtt.Broker;
import io.atflux.mqtt.MqttClient;
import io.atflux.mqtt.MqttMessage;
import io.atflux.mqtt.Qos;
import io.atflux.mqtt.TlsMaterial;
import io.atflux.test.ScriptedModem;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** The modem and MQTT layers serve a module of another vendor by its dialects alone. */
class OtherVendorTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ScriptedModem modem = new ScriptedModem();

    private AtSession session() {
        modem.whenProof().answersProof();
        return modem.session(AtClient.over(modem).profile(OtherMqtt.profile()));
    }

    @Test
    void itAttachesWithoutTheCommandsThatItHasNot() {
        for (String setting :
                new String[] {"AT", "ATE0", "AT+CMEE=1", "AT+CFUN=1", "AT+CGDCONT=1,\"IP\",\"iot\"", "AT+CGACT=1,1"}) {
            modem.when(setting).answers("OK");
        }
        modem.when("AT+CPIN?").answers("+CPIN: READY", "OK");
        modem.when("AT+CIMI").answers("262019876543210", "OK");
        modem.when("AT+CSQ").answers("+CSQ: 20,99", "OK");
        modem.when("AT+COPS?").answers("+COPS: 0,0,\"Net\",7", "OK");
        modem.when("AT+CGREG?").answers("+CGREG: 0,5", "OK");
        modem.when("AT+CGPADDR=1").answers("+CGPADDR: 1,\"\"", "OK").answers("+CGPADDR: 1,\"10.0.0.7\"", "OK");
        Modem other = Modem.on(
                session(),
                new OtherModem(),
                ModemOptions.builder().apn(Apn.of("iot")).build(),
                step -> {});
        StepVerifier.create(other.attach())
                .assertNext(attached -> {
                    assertThat(attached.bearer()).hasToString("10.0.0.7");
                    assertThat(attached.registration().isRegistered()).isTrue();
                })
                .expectComplete()
                .verify(PATIENCE);
        assertThat(modem.countOf("AT+GTRAT")).isZero();
    }

    @Test
    void itOpensInTwoStepsAndTakesCredentialsWithTheSecond() {
        modem.when("AT+QMTOPEN=0,\"h\",1883").answers("OK", "+QMTOPEN: 0,0");
        modem.when("AT+QMTCONN=0,\"device\",\"u\",\"sesame\"").answers("OK", "+QMTCONN: 0,0,0");
        modem.when("AT+QMTPUBEX=0,1,1,0,\"t\",2").prompts(">", 2).then(Duration.ZERO, "OK", "+QMTPUBEX: 0,0,0");
        MqttClient client = MqttClient.on(session(), new OtherMqtt(), 1, step -> {});
        StepVerifier.create(client.open(
                        Broker.builder("h", 1883).credentials("u", "sesame").build()))
                .expectComplete()
                .verify(PATIENCE);
        StepVerifier.withVirtualTime(() -> client.publish(MqttMessage.of("t", "hi")))
                .thenAwait(Duration.ofSeconds(1))
                .assertNext(receipt -> assertThat(receipt.attempts()).isEqualTo(1))
                .expectComplete()
                .verify(PATIENCE);
        assertThat(modem.sentLines())
                .containsExactly(
                        "AT+QMTOPEN=0,\"h\",1883",
                        "AT+QMTCONN=0,\"device\",\"u\",\"sesame\"",
                        "AT+QMTPUBEX=0,1,1,0,\"t\",2");
    }

    @Test
    void itsMessagesAreReceived() {
        modem.when("AT+QMTSUB=0,1,\"cmd/#\",1").answers("OK", "+QMTSUB: 0,1,0,1");
        modem.when("AT+QMTUNS=0,1,\"cmd/#\"").answers("OK", "+QMTUNS: 0,1,0");
        MqttClient client = MqttClient.on(session(), new OtherMqtt(), 1, step -> {});
        StepVerifier.create(client.messages("cmd/#", Qos.AT_LEAST_ONCE).map(MqttMessage::text))
                .then(() -> modem.prints("+QMTRECV: 0,1,\"cmd/led\",\"on\""))
                .expectNext("on")
                .thenCancel()
                .verify(PATIENCE);
    }

    @Test
    void itIsAskedOnceWhichClientsAreOpen() {
        modem.when("AT+QMTCONN?").answers("+QMTCONN: 0,3", "OK");
        MqttClient client = MqttClient.on(session(), new OtherMqtt(), 1, step -> {});
        StepVerifier.create(client.isOpen()).expectNext(true).expectComplete().verify(PATIENCE);
        assertThat(modem.sentLines()).containsExactly("AT+QMTCONN?");
    }

    @Test
    void tlsThatItHasNotIsRefusedAndNotLeftOut() {
        MqttClient client = MqttClient.on(session(), new OtherMqtt(), 1, step -> {});
        StepVerifier.create(client.open(Broker.tls("h", 8883, TlsMaterial.withoutVerification())))
                .verifyErrorSatisfies(no ->
                        assertThat(((AtUsageException) no).reason()).isEqualTo(AtUsageException.Reason.UNSUPPORTED));
        assertThat(modem.sentLines()).isEmpty();
    }

    @Test
    void whatTheDialectDoesNotHaveIsRefusedBeforeItIsWritten() {
        Modem it = Modem.on(session(), new OtherModem(), ModemOptions.defaults(), step -> {});
        for (Mono<?> asked : List.of(it.radioOff(), it.functionality(), it.iccid(), it.apn())) {
            StepVerifier.create(asked).verifyErrorSatisfies(no -> assertThat(((AtUsageException) no).reason())
                    .isEqualTo(AtUsageException.Reason.UNSUPPORTED));
        }
        assertThat(modem.sentLines()).isEmpty();
    }
}
