package io.atflux.samples.e2e;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3Client;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import io.atflux.samples.broker.EmbeddedBroker;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * An independent MQTT client of the broker that shares nothing with the driver. Received messages are queued in order.
 */
public final class Witness implements AutoCloseable {

    private final Mqtt3AsyncClient client;
    private final BlockingQueue<Mqtt3Publish> arrived = new LinkedBlockingQueue<>();

    private Witness(Mqtt3AsyncClient client) {
        this.client = client;
    }

    /** A client of the shared broker. */
    public static Witness connect() {
        return connect(Site.BROKER.port(), "witness-" + UUID.randomUUID());
    }

    public static Witness connect(int port, String clientId) {
        Mqtt3AsyncClient client = Mqtt3Client.builder()
                .serverHost(EmbeddedBroker.HOST)
                .serverPort(port)
                .identifier(clientId)
                .simpleAuth()
                .username(Site.USER)
                .password(Site.PASSWORD.getBytes(StandardCharsets.UTF_8))
                .applySimpleAuth()
                .buildAsync();
        Witness witness = new Witness(client);
        client.publishes(MqttGlobalPublishFilter.ALL, witness.arrived::add);
        client.connect().join();
        return witness;
    }

    public static Witness listeningTo(String filter) {
        return connect().listenTo(filter);
    }

    public Witness listenTo(String filter) {
        client.subscribeWith()
                .topicFilter(filter)
                .qos(MqttQos.EXACTLY_ONCE)
                .send()
                .join();
        return this;
    }

    public Mqtt3Publish next() throws InterruptedException {
        Mqtt3Publish next = arrived.poll(Site.LIMIT.toSeconds(), TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("no message arrived at the broker within " + Site.LIMIT);
        }
        return next;
    }

    public String nextText() throws InterruptedException {
        return new String(next().getPayloadAsBytes(), StandardCharsets.UTF_8);
    }

    /** Publishes with QoS 1, and returns after the broker's acknowledgement. */
    public void publish(String topic, String text) {
        publish(topic, text.getBytes(StandardCharsets.UTF_8), 1, false);
    }

    public void publish(String topic, byte[] payload, int qos, boolean retain) {
        client.publishWith()
                .topic(topic)
                .qos(MqttQos.fromCode(qos))
                .retain(retain)
                .payload(payload)
                .send()
                .join();
    }

    @Override
    public void close() {
        client.disconnect().exceptionally(alreadyGone -> null).join();
    }
}
