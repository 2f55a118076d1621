package io.atflux.samples.e2e;

import static io.atflux.samples.e2e.Rig.done;
import static io.atflux.samples.e2e.Rig.ends;
import static org.assertj.core.api.Assertions.assertThat;

import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import io.atflux.error.AtRejectedException;
import io.atflux.fibocom.L610;
import io.atflux.mqtt.Broker;
import io.atflux.mqtt.MqttClient;
import io.atflux.mqtt.MqttMessage;
import io.atflux.mqtt.Qos;
import io.atflux.mqtt.Receipt;
import io.atflux.mqtt.Will;
import io.atflux.urc.Overflow;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

/** Messages, wills and sessions as MQTT specifies them, seen from both ends. */
@Execution(ExecutionMode.CONCURRENT)
class DeliveryIT {

    @ParameterizedTest
    @EnumSource(Qos.class)
    void everyQosWorksBothWays(Qos qos) throws Exception {
        try (Rig rig = Rig.quick();
                Witness witness = Witness.listeningTo(rig.topic("out"))) {
            MqttClient mqtt = rig.open().mqtt(1);
            Receipt receipt = done(mqtt.publish(
                    MqttMessage.of(rig.topic("out"), "out").mutate().qos(qos).build()));
            assertThat(receipt.attempts()).isPositive();
            assertThat(receipt.possiblyDuplicated()).isFalse();
            Mqtt3Publish out = witness.next();
            assertThat(out.getQos().getCode()).isEqualTo(qos.level());
            assertThat(out.getPayloadAsBytes()).isEqualTo("out".getBytes(StandardCharsets.UTF_8));

            Flux<MqttMessage> in = listening(mqtt.received(Overflow.dropOldest(8)));
            ends(mqtt.subscribe(rig.topic("in"), Qos.EXACTLY_ONCE));
            witness.publish(rig.topic("in"), "in".getBytes(StandardCharsets.UTF_8), qos.level(), false);
            MqttMessage arrived = done(in.next());
            assertThat(arrived.text()).isEqualTo("in");
            assertThat(arrived.qos()).isEqualTo(qos);
        }
    }

    @Test
    void qosThatThePlatformLacksIsRejectedAndTheOthersWork() throws Exception {
        try (Rig rig = Rig.quick("qos2=no")) {
            MqttClient mqtt = rig.open().mqtt(1);
            assertThat(Rig.failure(
                                    AtRejectedException.class,
                                    mqtt.publish(MqttMessage.of(rig.topic("x"), "x")
                                            .mutate()
                                            .qos(Qos.EXACTLY_ONCE)
                                            .build()))
                            .code())
                    .hasValue(53);
            assertThat(done(mqtt.publish(MqttMessage.of(rig.topic("x"), "x"))).attempts())
                    .isPositive();
        }
    }

    @Test
    void retainedMessageIsKeptAndReceived() throws Exception {
        try (Rig rig = Rig.quick();
                Witness witness = Witness.connect()) {
            MqttClient mqtt = rig.open().mqtt(1);
            done(mqtt.publish(MqttMessage.of(rig.topic("state"), "kept")
                    .mutate()
                    .retain(true)
                    .build()));
            Mqtt3Publish kept = witness.listenTo(rig.topic("state")).next();
            assertThat(kept.isRetain()).isTrue();

            // The subscription's own result and the retained message race; neither may get lost.
            Flux<MqttMessage> in = listening(mqtt.messages(rig.topic("state"), Qos.AT_LEAST_ONCE));
            assertThat(done(in.next()).text()).isEqualTo("kept");

            done(mqtt.publish(
                    MqttMessage.builder(rig.topic("state")).retain(true).build()));
            assertThat(witness.next().getPayloadAsBytes()).isEmpty();
        }
    }

    @Test
    void willIsPublishedOnALossAndNotOnAClose() throws Exception {
        try (Rig rig = Rig.quick();
                Witness witness = Witness.listeningTo(rig.topic("will"))) {
            MqttClient mqtt = rig.open().mqtt(1);
            ends(mqtt.close());
            Broker willing = rig.broker()
                    .mutate()
                    .will(Will.of(MqttMessage.of(rig.topic("will"), "{\"gone\":\"without a word\"}")
                            .mutate()
                            .retain(true)
                            .build()))
                    .build();
            ends(mqtt.open(willing));
            ends(mqtt.close());
            witness.publish(rig.topic("will"), "after the close");
            assertThat(witness.nextText()).isEqualTo("after the close");

            ends(mqtt.open(willing));
            rig.machine().loseNetwork();
            Mqtt3Publish will = witness.next();
            assertThat(new String(will.getPayloadAsBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("{\"gone\":\"without a word\"}");
            assertThat(will.getQos().getCode()).isEqualTo(1);
            witness.publish(rig.topic("will"), new byte[0], 1, true);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void brokerKeepsASessionUnlessAskedNotTo(boolean clean) throws Exception {
        try (Rig rig = Rig.quick();
                Witness witness = Witness.connect()) {
            L610 module = rig.attached();
            MqttClient mqtt = module.mqtt(1);
            Broker broker = rig.broker().mutate().cleanSession(clean).build();
            ends(mqtt.open(broker));
            ends(mqtt.subscribe(rig.topic("in"), Qos.AT_LEAST_ONCE));
            ends(mqtt.close());
            witness.publish(rig.topic("in"), "while away");

            Flux<MqttMessage> in = listening(mqtt.received(Overflow.dropOldest(8)));
            ends(mqtt.open(broker));
            ends(mqtt.subscribe(rig.topic("in"), Qos.AT_LEAST_ONCE));
            witness.publish(rig.topic("in"), "back");
            assertThat(done(in.next()).text()).isEqualTo(clean ? "back" : "while away");
        }
    }

    /** Collects from now on, for a later reader. */
    private static Flux<MqttMessage> listening(Flux<MqttMessage> messages) {
        return messages.replay(16).autoConnect(0);
    }
}
