package io.atflux.link.internal.driver;

import io.atflux.link.LinkOptions;
import io.atflux.link.MqttLink;
import io.atflux.mqtt.MqttClient;
import io.atflux.mqtt.MqttMessage;
import io.atflux.mqtt.Qos;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;

/**
 * A message that the link publishes and receives itself, now and then: a module that connects again by itself, without a word and with a
 * clean session, has lost its subscriptions, and nothing else shows that. Confined to the link's mailbox, but for {@link #came}.
 */
final class Canary {

    /** So many in a row that do not come back, and the subscriptions are gone. */
    private static final int LOST = 2;

    private final Outgoing.Client client;
    /** Null for no canary at all. */
    private final @Nullable String topic;

    private final Duration every;
    private final Runnable lost;
    private @Nullable MqttClient ready;
    private @Nullable Disposable timer;
    private @Nullable Disposable listening;
    private volatile String last = "";
    private volatile boolean awaited;
    private int missing;

    /** @param lost is told when it does not come back any more */
    Canary(Outgoing.Client client, LinkOptions options, Runnable lost) {
        this.client = client;
        this.topic = options.canaryTopic();
        this.every = options.canaryEvery();
        this.lost = lost;
    }

    /** Listens as long as the link lives. */
    void listen(MqttLink link) {
        if (topic != null) {
            listening = link.messages(topic, Qos.AT_MOST_ONCE).subscribe(this::came, refused -> {});
        }
    }

    private void came(MqttMessage message) {
        if (message.text().equals(last)) {
            awaited = false;
        }
    }

    void ready(MqttClient open) {
        if (topic == null) {
            return;
        }
        ready = open;
        missing = 0;
        awaited = false;
        again();
    }

    void gone() {
        ready = null;
        Disposable running = timer;
        if (running != null) {
            running.dispose();
        }
    }

    void close() {
        gone();
        Disposable listener = listening;
        if (listener != null) {
            listener.dispose();
        }
    }

    private void again() {
        timer = client.after(every, () -> client.post(this::fly));
    }

    private void fly() {
        MqttClient open = ready;
        if (open == null || topic == null) {
            return;
        }
        missing = awaited ? missing + 1 : 0;
        if (missing >= LOST) {
            missing = 0;
            awaited = false;
            lost.run();
            return;
        }
        last = Long.toHexString(ThreadLocalRandom.current().nextLong());
        awaited = true;
        MqttMessage message =
                MqttMessage.builder(topic).text(last).qos(Qos.AT_MOST_ONCE).build();
        // One that was not sent proves nothing.
        open.publishOnce(message).subscribe(sent -> {}, failure -> awaited = false);
        again();
    }
}
