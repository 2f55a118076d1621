package io.atflux.link.internal.driver;

import io.atflux.mqtt.MqttMessage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.reactivestreams.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.BaseSubscriber;

/** Requests the next message of the module's buffer while every listener wants one. Thread-safe. */
final class Puller extends BaseSubscriber<MqttMessage> {

    private static final Logger LOG = LoggerFactory.getLogger(Puller.class);

    private final Demand demand;
    private final Consumer<MqttMessage> deliver;
    private final Runnable ended;
    /** Whether a requested message has not arrived yet. */
    private final AtomicBoolean asked = new AtomicBoolean();

    /** @param ended is run when the module delivers no more, unless this was cancelled */
    Puller(Demand demand, Consumer<MqttMessage> deliver, Runnable ended) {
        this.demand = demand;
        this.deliver = deliver;
        this.ended = ended;
    }

    /** A listener wants more, or joined, or left. */
    void pull() {
        if (demand.isThere() && asked.compareAndSet(false, true)) {
            request(1);
        }
    }

    @Override
    protected void hookOnSubscribe(Subscription subscription) {
        pull();
    }

    @Override
    protected void hookOnNext(MqttMessage message) {
        deliver.accept(message);
        asked.set(false);
        pull();
    }

    @Override
    protected void hookOnError(Throwable failure) {
        LOG.debug("reading on demand ended: {}", failure.getMessage());
        ended.run();
    }
}
