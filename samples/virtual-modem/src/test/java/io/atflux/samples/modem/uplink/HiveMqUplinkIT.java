package io.atflux.samples.modem.uplink;

import static io.atflux.samples.modem.uplink.Recorder.ask;
import static io.atflux.samples.modem.uplink.Requests.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The operations of an open connection, against a real broker and observed by an independent client. */
@Timeout(60)
class HiveMqUplinkIT {

    private static final HiveMqUplink UPLINK = new HiveMqUplink();

    @AfterAll
    static void close() {
        UPLINK.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void publishesEveryByteWithEachQos(int qos) throws Exception {
        Mqtt3BlockingClient witness = SharedBroker.witness();
        String topic = "out/\"é,\\ " + qos;
        byte[] payload = allBytes();
        try (Mqtt3BlockingClient.Mqtt3Publishes seen = witness.publishes(MqttGlobalPublishFilter.ALL)) {
            witness.subscribeWith()
                    .topicFilter("out/#")
                    .qos(MqttQos.EXACTLY_ONCE)
                    .send();
            Uplink.Connection connection = open(new Recorder(), request());

            assertThat(ask(result -> connection.publish(bytes(topic), qos, false, payload, result)))
                    .isTrue();

            Mqtt3Publish message = seen.receive(10, TimeUnit.SECONDS).orElseThrow();
            assertThat(message.getTopic()).hasToString(topic);
            assertThat(message.getQos().getCode()).isEqualTo(qos);
            assertThat(message.getPayloadAsBytes()).isEqualTo(payload);
            ask(connection::close);
        }
        witness.disconnect();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void receivesEveryByteWithEachQos(int qos) throws Exception {
        Recorder events = new Recorder();
        Uplink.Connection connection = open(events, request());
        String topic = "in/" + qos + "/Ünïcode";
        assertThat(ask(result -> connection.subscribe(bytes(topic), 2, result))).isTrue();
        Mqtt3BlockingClient witness = SharedBroker.witness();

        publish(witness, topic, qos, allBytes());

        Recorder.Message message = events.message();
        assertThat(message.topic()).isEqualTo(topic);
        assertThat(message.qos()).isEqualTo(qos);
        assertThat(message.payload()).isEqualTo(allBytes());
        ask(connection::close);
        witness.disconnect();
    }

    @Test
    void keepsTheOrderOfManyMessages() throws Exception {
        Recorder events = new Recorder();
        Uplink.Connection connection = open(events, request());
        ask(result -> connection.subscribe(bytes("many"), 1, result));
        Mqtt3BlockingClient witness = SharedBroker.witness();
        List<Integer> expected = IntStream.range(0, 300).boxed().toList();

        expected.forEach(i -> publish(witness, "many", 1, bytes(String.valueOf(i))));

        List<Integer> seen = new ArrayList<>();
        for (int i = 0; i < expected.size(); i++) {
            seen.add(Integer.valueOf(new String(events.message().payload(), java.nio.charset.StandardCharsets.UTF_8)));
        }
        assertThat(seen).isEqualTo(expected);
        ask(connection::close);
        witness.disconnect();
    }

    @Test
    void retainedMessageComesWithTheSubscription() throws Exception {
        Recorder events = new Recorder();
        Uplink.Connection connection = open(events, request());
        ask(result -> connection.publish(bytes("kept"), 1, true, bytes("for later"), result));
        ask(result -> connection.subscribe(bytes("kept"), 0, result));
        assertThat(events.message().payload()).isEqualTo(bytes("for later"));
        ask(connection::close);
    }

    @Test
    void nothingComesAfterUnsubscribing() throws Exception {
        Recorder events = new Recorder();
        Uplink.Connection connection = open(events, request());
        ask(result -> connection.subscribe(bytes("a"), 1, result));
        ask(result -> connection.subscribe(bytes("b"), 1, result));
        assertThat(ask(result -> connection.unsubscribe(bytes("a"), result))).isTrue();
        ask(result -> connection.publish(bytes("a"), 1, false, bytes("not wanted"), result));
        ask(result -> connection.publish(bytes("b"), 1, false, bytes("wanted"), result));
        assertThat(events.message().payload()).isEqualTo(bytes("wanted"));
        ask(connection::close);
    }

    @Test
    void subscriptionThatTheBrokerRefusesFails() throws Exception {
        Recorder events = new Recorder();
        Uplink.Connection connection = open(events, request());
        assertThat(ask(result -> connection.subscribe(bytes("forbidden/#"), 1, result)))
                .isFalse();
        assertThat(ask(result -> connection.subscribe(bytes("allowed/#"), 1, result)))
                .isTrue();
        ask(connection::close);
        events.assertSilent();
    }

    @Test
    void valuesThatNoPacketCanCarryFailAndTheConnectionLivesOn() throws Exception {
        Uplink.Connection connection = open(new Recorder(), request());
        byte[] notUtf8 = {'a', (byte) 0xFF};
        byte[] nul = {'a', 0};
        assertThat(ask(result -> connection.publish(notUtf8, 0, false, bytes("x"), result)))
                .isFalse();
        assertThat(ask(result -> connection.publish(nul, 0, false, bytes("x"), result)))
                .isFalse();
        assertThat(ask(result -> connection.publish(bytes("a/+"), 0, false, bytes("x"), result)))
                .isFalse();
        assertThat(ask(result -> connection.publish(bytes("a"), 3, false, bytes("x"), result)))
                .isFalse();
        assertThat(ask(result -> connection.subscribe(bytes("a/#/b"), 0, result)))
                .isFalse();
        assertThat(ask(result -> connection.unsubscribe(notUtf8, result))).isFalse();
        assertThat(ask(result -> connection.publish(bytes("a"), 1, false, bytes("x"), result)))
                .isTrue();
        ask(connection::close);
    }

    @Test
    void willIsPublishedAfterAbortAndNotAfterClose() throws Exception {
        Mqtt3BlockingClient witness = SharedBroker.witness();
        try (Mqtt3BlockingClient.Mqtt3Publishes seen = witness.publishes(MqttGlobalPublishFilter.ALL)) {
            witness.subscribeWith()
                    .topicFilter("will/#")
                    .qos(MqttQos.EXACTLY_ONCE)
                    .send();
            Recorder events = new Recorder();
            Uplink.Connection polite = open(events, request().will(will("will/close")));
            Uplink.Connection rude = open(events, request().will(will("will/abort")));

            assertThat(ask(polite::close)).isTrue();
            rude.abort();

            Mqtt3Publish message = seen.receive(10, TimeUnit.SECONDS).orElseThrow();
            assertThat(message.getTopic()).hasToString("will/abort");
            assertThat(message.getPayloadAsBytes()).isEqualTo(bytes("gone"));
            assertThat(message.getQos()).isEqualTo(MqttQos.AT_LEAST_ONCE);
            publish(witness, "will/end", 1, bytes("end"));
            assertThat(seen.receive(10, TimeUnit.SECONDS).orElseThrow().getTopic())
                    .as("no other will in between")
                    .hasToString("will/end");
            events.assertSilent();
        }
        witness.disconnect();
    }

    @Test
    void persistentSessionKeepsMessagesAndACleanOneDropsThem() throws Exception {
        Mqtt3BlockingClient witness = SharedBroker.witness();
        Uplink.Connection first = open(new Recorder(), request().persistent("sleeper"));
        ask(result -> first.subscribe(bytes("night"), 1, result));
        ask(first::close);
        publish(witness, "night", 1, bytes("while asleep"));

        Recorder second = new Recorder();
        Uplink.Connection resumed = open(second, request().persistent("sleeper"));
        assertThat(second.message().payload()).isEqualTo(bytes("while asleep"));
        ask(resumed::close);
        publish(witness, "night", 1, bytes("to be dropped"));

        Recorder third = new Recorder();
        Uplink.Connection clean = open(third, request().clientId("sleeper"));
        ask(result -> clean.subscribe(bytes("night"), 1, result));
        publish(witness, "night", 1, bytes("fresh"));
        assertThat(third.message().payload()).isEqualTo(bytes("fresh"));
        ask(clean::close);
        witness.disconnect();
    }

    @Test
    void requestsAfterTheEndFail() throws Exception {
        Uplink.Connection connection = open(new Recorder(), request());
        assertThat(ask(connection::close)).isTrue();
        assertThat(ask(connection::close)).isFalse();
        assertThat(ask(result -> connection.publish(bytes("a"), 0, false, bytes("x"), result)))
                .isFalse();
        assertThat(ask(result -> connection.subscribe(bytes("a"), 0, result))).isFalse();
        connection.abort();
    }

    @Test
    void emptyClientIdGetsOneFromTheBroker() throws Exception {
        Uplink.Connection connection = open(new Recorder(), request().clientId(""));
        assertThat(ask(result -> connection.publish(bytes("a"), 1, false, bytes("x"), result)))
                .isTrue();
        ask(connection::close);
    }

    @Test
    void closingTheUplinkCutsItsConnectionsAndEndsItsThreads() throws Exception {
        Recorder events = new Recorder();
        CountDownLatch gone = new CountDownLatch(1);
        Mqtt3BlockingClient witness = SharedBroker.witness();
        witness.toAsync()
                .subscribeWith()
                .topicFilter("will/uplink")
                .callback(message -> gone.countDown())
                .send()
                .get(10, TimeUnit.SECONDS);
        HiveMqUplink uplink = new HiveMqUplink();
        uplink.open(request().will(will("will/uplink")).request(), events);
        events.awaitOpened();
        assertThat(uplink.connections()).isOne();

        uplink.close();

        assertThat(uplink.connections()).isZero();
        assertThat(gone.await(10, TimeUnit.SECONDS)).isTrue();
        events.assertSilent();
        Recorder late = new Recorder();
        uplink.open(request().request(), late);
        assertThat(late.refusal().kind()).isEqualTo(Refusal.Kind.NETWORK);
        witness.disconnect();
    }

    private static Uplink.Connection open(Recorder events, Requests request) throws InterruptedException {
        Uplink.Connection connection = UPLINK.open(request.request(), events);
        events.awaitOpened();
        return connection;
    }

    private static Requests request() {
        return Requests.to(SharedBroker.BROKER.port());
    }

    private static OpenRequest.Will will(String topic) {
        return new OpenRequest.Will(bytes(topic), 1, false, bytes("gone"));
    }

    private static void publish(Mqtt3BlockingClient client, String topic, int qos, byte[] payload) {
        client.publishWith()
                .topic(topic)
                .qos(java.util.Objects.requireNonNull(MqttQos.fromCode(qos)))
                .payload(payload)
                .send();
    }

    private static byte[] allBytes() {
        byte[] bytes = new byte[256];
        IntStream.range(0, bytes.length).forEach(i -> bytes[i] = (byte) i);
        return bytes;
    }
}
