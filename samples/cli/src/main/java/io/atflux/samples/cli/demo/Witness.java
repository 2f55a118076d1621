package io.atflux.samples.cli.demo;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3Client;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * An independent MQTT client of the broker that shares nothing with the driver. It checks whether published messages
 * arrive, and sends those that the module is to receive.
 */
final class Witness implements AutoCloseable {

    static final String USER = "witness";
    static final String PASSWORD = "witness";

    private final Mqtt3AsyncClient client;
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final Sinks.Many<String> arrivals = Sinks.many().replay().all();

    private Witness(Mqtt3AsyncClient client) {
        this.client = client;
    }

    /** Connects and listens to a topic. Blocks. */
    static Witness listenTo(String host, int port, String topic) {
        Mqtt3AsyncClient client = Mqtt3Client.builder()
                .serverHost(host)
                .serverPort(port)
                .identifier("witness")
                .simpleAuth()
                .username(USER)
                .password(PASSWORD.getBytes(StandardCharsets.UTF_8))
                .applySimpleAuth()
                .buildAsync();
        Witness witness = new Witness(client);
        client.connect().join();
        client.subscribeWith()
                .topicFilter(topic)
                .qos(MqttQos.EXACTLY_ONCE)
                .callback(publish -> witness.arrived(new String(publish.getPayloadAsBytes(), StandardCharsets.UTF_8)))
                .send()
                .join();
        return witness;
    }

    private synchronized void arrived(String text) {
        seen.add(text);
        arrivals.tryEmitNext(text);
    }

    /**
     * Completes when so many messages have arrived after the first {@code behind} ones; errors with a TimeoutException
     * if they do not within the limit.
     */
    Mono<Void> awaits(int behind, int messages, Duration limit) {
        return arrivals.asFlux().skip(behind).take(messages).timeout(limit).then();
    }

    /** Publishes; completes when the broker has acknowledged it. */
    Mono<Void> publish(String topic, String text) {
        return Mono.fromCompletionStage(() -> client.publishWith()
                        .topic(topic)
                        .qos(MqttQos.AT_LEAST_ONCE)
                        .payload(text.getBytes(StandardCharsets.UTF_8))
                        .send())
                .then();
    }

    /** All messages that arrived, in order. */
    List<String> seen() {
        return List.copyOf(seen);
    }

    @Override
    public void close() {
        client.disconnect().join();
    }
}
