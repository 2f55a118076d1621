package io.atflux.internal.turn;

import io.atflux.AtSession;
import io.atflux.error.AtException;
import io.atflux.internal.foreign.Foreign;
import io.atflux.internal.publish.Signals;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * A caller's turn, one for each subscriber. It queues for the line when it is requested. Cancelling ends it; a command of it in
 * flight keeps its seat.
 */
final class TurnMono<R> extends Mono<R> {

    private final TurnHost host;
    private final TurnKeeper turns;
    private final Function<? super AtSession, ? extends Mono<R>> body;

    TurnMono(TurnHost host, TurnKeeper turns, Function<? super AtSession, ? extends Mono<R>> body) {
        this.host = host;
        this.turns = turns;
        this.body = body;
    }

    @Override
    public void subscribe(CoreSubscriber<? super R> actual) {
        actual.onSubscribe(new Ticket(actual));
    }

    /** Receives the body's signals, and passes on the first one; none after a cancel, which any thread may call at any time. */
    private final class Ticket implements Subscription, CoreSubscriber<R> {

        private final CoreSubscriber<? super R> actual;
        private final AtomicBoolean begun = new AtomicBoolean();
        private final AtomicBoolean over = new AtomicBoolean();
        /** The subscription to the body; cancelled at the turn's end. */
        private final AtomicReference<@Nullable Subscription> running = new AtomicReference<>();

        private final Turn turn = new Turn(null, this::run, this::failed);

        Ticket(CoreSubscriber<? super R> actual) {
            this.actual = actual;
        }

        @Override
        public void request(long n) {
            if (Operators.validate(n) && begun.compareAndSet(false, true)) {
                host.onLoop(() -> {
                    if (!over.get()) {
                        turns.begin(turn, false);
                    }
                });
            }
        }

        @Override
        public void cancel() {
            if (over.compareAndSet(false, true)) {
                end();
            }
        }

        /** The turn has the line. */
        private void run() {
            Mono<R> work = Foreign.mono(() -> body.apply(host.within(turn)));
            Foreign.<Boolean>call(
                    () -> {
                        work.subscribe(this);
                        return true;
                    },
                    thrown -> {
                        failed(Foreign.signal(thrown));
                        return false;
                    });
        }

        @Override
        public Context currentContext() {
            // Takes precedence over the caller's own context, which may hold a turn that is over.
            return actual.currentContext().put(host, turn);
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            if (!running.compareAndSet(null, subscription)) {
                subscription.cancel();
            } else {
                subscription.request(Long.MAX_VALUE);
            }
        }

        @Override
        public void onNext(R value) {
            if (over.compareAndSet(false, true)) {
                Signals.value(actual, value);
                end();
            } else {
                Operators.onDiscard(value, actual.currentContext());
            }
        }

        @Override
        public void onComplete() {
            if (over.compareAndSet(false, true)) {
                Signals.complete(actual);
                end();
            }
        }

        @Override
        public void onError(Throwable error) {
            failed(error);
        }

        private void failed(Throwable error) {
            if (over.compareAndSet(false, true)) {
                Signals.error(actual, error);
                end();
            } else if (!(error instanceof AtException)) {
                Signals.dropped(error, actual);
            }
        }

        /** Releases the line, even if the body continues. */
        private void end() {
            Subscription body = running.getAndSet(Operators.cancelledSubscription());
            if (body != null) {
                body.cancel();
            }
            host.onLoop(() -> turns.end(turn));
        }
    }
}
