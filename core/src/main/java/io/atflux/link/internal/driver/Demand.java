package io.atflux.link.internal.driver;

import io.atflux.mqtt.MqttClient;
import io.atflux.mqtt.MqttMessage;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the module's buffer while every listener wants a message. Thread-safe, except {@link #pull} and {@link #stop}. */
final class Demand {

    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final Subscriptions.Client client;
    private final boolean wanted;
    private final Consumer<MqttMessage> deliver;
    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Puller puller;
    /** Whether the module has a buffer. */
    private volatile boolean possible;

    /** @param wanted whether the user chose reading on demand */
    Demand(Subscriptions.Client client, boolean wanted, Consumer<MqttMessage> deliver) {
        this.client = client;
        this.wanted = wanted;
        this.deliver = deliver;
    }

    boolean isWanted() {
        return wanted;
    }

    void joined(Listener listener) {
        if (wanted) {
            listeners.add(listener);
        }
    }

    /** The listener may have been the one that held up the others. */
    void left(Listener listener) {
        if (listeners.remove(listener)) {
            more();
        }
    }

    /** A listener requests more. */
    void more() {
        Puller now = puller;
        if (now != null) {
            now.pull();
        }
    }

    /** Whether there are listeners, and each wants a message. */
    boolean isThere() {
        return !listeners.isEmpty() && listeners.stream().allMatch(Listener::wants);
    }

    void possible(boolean hasBuffer) {
        possible = hasBuffer;
    }

    /** The connection is open: the module's buffer is read from now on, if it has one. */
    void opened(MqttClient open) {
        if (possible) {
            pull(open);
        }
    }

    private void pull(MqttClient from) {
        stop();
        Puller next = new Puller(this, deliver, () -> client.after(AGAIN, () -> client.post(() -> again(from))));
        puller = next;
        from.receivedOnDemand().subscribe(next);
    }

    private void again(MqttClient from) {
        if (puller != null) {
            pull(from);
        }
    }

    void stop() {
        Puller before = puller;
        if (before != null) {
            puller = null;
            before.dispose();
        }
    }
}
