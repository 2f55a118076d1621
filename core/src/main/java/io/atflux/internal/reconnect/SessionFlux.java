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

/** Successive sessions; each subscriber has its own. */
public final class SessionFlux extends Flux<AtSession> {

    final Function<Outstanding, Mono<AtSession>> connect;
    final Scheduler timer;
    final Backoff backoff;
    final Consumer<? super ConnectionState> listener;
    final DoubleSupplier random;

    /**
     * @param connect opens the line for each subscriber, given what the former session left on the modem
     * @param timer measures the waits
     * @param listener its exceptions are logged, and change nothing
     * @param random a value from 0 to 1 for each wait
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
