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
 * A test message that the link publishes and receives at intervals. A module that reconnects automatically, without a notice and with a
 * clean session, has lost its subscriptions; only this message reveals it. Confined to the link's mailbox, except {@link #came}.
 */
final class Canary {

    /** The number of successive lost messages that prove the loss of the subscriptions. */
    private static final int LOST = 2;

    private final Outgoing.Client client;
    /** Null if there is no canary. */
    private final @Nullable String topic;

    private final Duration every;
    private final Runnable lost;
    private @Nullable MqttClient ready;
    private @Nullable Disposable timer;
    private @Nullable Disposable listening;
    private volatile String last = "";
    private volatile boolean awaited;
    private int missing;

    /** @param lost is run when the messages no longer return */
    Canary(Outgoing.Client client, LinkOptions options, Runnable lost) {
        this.client = client;
        this.topic = options.canaryTopic();
        this.every = options.canaryEvery();
        this.lost = lost;
    }

    /** Listens until the link is closed. */
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
        // An unsent message proves nothing.
        open.publishOnce(message).subscribe(sent -> {}, failure -> awaited = false);
        again();
    }
}
