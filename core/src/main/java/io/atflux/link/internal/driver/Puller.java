package io.atflux.link.internal.driver;

import io.atflux.mqtt.MqttMessage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.reactivestreams.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.BaseSubscriber;

/** Asks the module for the next message of its buffer while everybody who listens wants one. Thread-safe. */
final class Puller extends BaseSubscriber<MqttMessage> {

    private static final Logger LOG = LoggerFactory.getLogger(Puller.class);

    private final Demand demand;
    private final Consumer<MqttMessage> deliver;
    private final Runnable ended;
    /** Whether a message was asked for that has not come. */
    private final AtomicBoolean asked = new AtomicBoolean();

    /** @param ended is told when the module gives no more, unless this was cancelled */
    Puller(Demand demand, Consumer<MqttMessage> deliver, Runnable ended) {
        this.demand = demand;
        this.deliver = deliver;
        this.ended = ended;
    }

    /** Somebody wants more, or came, or went. */
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
        LOG.debug("no more messages on demand: {}", failure.getMessage());
        ended.run();
    }
}
