package io.atflux.simulation;

import io.atflux.SessionEvent;
import java.util.function.Consumer;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.util.context.Context;

/** Throws at its first event, and must get no other one. */
final class CarelessListener implements CoreSubscriber<SessionEvent> {

    private final World world;
    private boolean threw;

    CarelessListener(World world) {
        this.world = world;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(SessionEvent event) {
        if (threw) {
            world.violate("a listener that threw got " + event);
        }
        threw = true;
        world.hazards.count(Hazard.EVENT_LISTENER_THREW);
        throw new NoSuchMethodError("a listener of events that throws");
    }

    @Override
    public void onError(Throwable failure) {
        // A subscriber that throws need not be told.
    }

    @Override
    public void onComplete() {
        // The same.
    }

    @Override
    public Context currentContext() {
        Consumer<Throwable> ignore = dropped -> {};
        return Context.of("reactor.onErrorDropped.local", ignore);
    }
}
