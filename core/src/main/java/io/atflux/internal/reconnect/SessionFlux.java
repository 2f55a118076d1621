package io.atflux.internal.reconnect;

import io.atflux.AtSession;
import io.atflux.ConnectionState;
import io.atflux.internal.engine.Outstanding;
import io.atflux.transport.Backoff;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Sessions one after the other; each subscriber has its own. */
public final class SessionFlux extends Flux<AtSession> {

    final Function<Outstanding, Mono<AtSession>> connect;
    final Scheduler timer;
    final Backoff backoff;
    final Consumer<? super ConnectionState> listener;
    final DoubleSupplier random;

    /**
     * @param connect opens the line for each subscriber, behind what the session before left
     * @param timer measures the waits
     * @param listener what it throws is logged, and changes nothing
     * @param random 0 to 1, for each wait
     */
    public SessionFlux(
            Function<Outstanding, Mono<AtSession>> connect,
            Scheduler timer,
            Backoff backoff,
            Consumer<? super ConnectionState> listener,
            DoubleSupplier random) {
        this.connect = connect;
        this.timer = timer;
        this.backoff = backoff;
        this.listener = listener;
        this.random = random;
    }

    @Override
    public void subscribe(CoreSubscriber<? super AtSession> subscriber) {
        subscriber.onSubscribe(new ReconnectLoop(this, subscriber));
    }
}
