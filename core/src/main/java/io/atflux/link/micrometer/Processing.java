package io.atflux.link.micrometer;

import io.atflux.mqtt.MqttMessage;
import io.micrometer.observation.ObservationRegistry;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.util.context.Context;

/** Passes messages on, each within an observation. */
final class Processing implements CoreSubscriber<MqttMessage> {

    private static final Runnable NOTHING = () -> {};

    private final CoreSubscriber<? super MqttMessage> to;
    private final String filter;
    private final ObservationRegistry registry;

    Processing(CoreSubscriber<? super MqttMessage> to, String filter, ObservationRegistry registry) {
        this.to = to;
        this.filter = filter;
        this.registry = registry;
    }

    @Override
    public Context currentContext() {
        return to.currentContext();
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        to.onSubscribe(subscription);
    }

    @Override
    public void onNext(MqttMessage message) {
        Watched watched = Watched.start(ProcessConvention.observation(new ProcessContext(message, filter), registry));
        Throwable failure = null;
        try {
            watched.around(registry, () -> to.onNext(message));
        } catch (Throwable thrown) {
            failure = thrown;
            throw thrown;
        } finally {
            watched.stop(failure, NOTHING);
        }
    }

    @Override
    public void onError(Throwable failure) {
        to.onError(failure);
    }

    @Override
    public void onComplete() {
        to.onComplete();
    }
}
