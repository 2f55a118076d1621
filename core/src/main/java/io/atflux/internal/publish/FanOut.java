package io.atflux.internal.publish;

import io.atflux.error.AtOverflowException;
import io.atflux.error.Outcome;
import io.atflux.internal.foreign.Foreign;
import io.atflux.urc.Overflow;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;

/**
 * Hands each event to every subscriber, through a bounded queue of its own: a slow or throwing one hurts itself only. State
 * is confined to the event loop, but for the list of subscribers: whoever has subscribed, on whichever thread, gets what
 * comes from then on, also what the loop reads before it would get to a task of ours.
 *
 * @param <E> what is emitted
 */
public final class FanOut<E> {

    private final EventExecutor loop;
    private final LongConsumer dropped;
    /** Replaced, never changed: a subscriber may come or go while an event is handed out. */
    private volatile List<Inner<?>> inners = List.of();

    private boolean done;
    private @Nullable Throwable error;

    public FanOut(EventExecutor loop, LongConsumer dropped) {
        this.loop = loop;
        this.dropped = dropped;
    }

    /**
     * @param pick what a subscriber gets of an event, null for nothing; must not throw
     */
    public <T> Flux<T> flux(Function<? super E, ? extends @Nullable T> pick, Overflow overflow) {
        return new Flux<>() {
            @Override
            public void subscribe(CoreSubscriber<? super T> actual) {
                Inner<T> inner = new Inner<>(actual, pick, overflow);
                actual.onSubscribe(inner);
                if (!admit(inner)) {
                    inner.onLoop(late -> late.end(error));
                }
            }
        };
    }

    boolean hasSubscribers() {
        return !inners.isEmpty();
    }

    void emit(E event) {
        List<Inner<?>> all = inners;
        for (int i = 0; i < all.size(); i++) {
            all.get(i).offer(event);
        }
    }

    public void terminate(@Nullable Throwable cause) {
        for (Inner<?> inner : close(cause)) {
            inner.end(cause);
        }
    }

    private synchronized List<Inner<?>> close(@Nullable Throwable cause) {
        done = true;
        error = cause;
        List<Inner<?>> all = inners;
        inners = List.of();
        return all;
    }

    /** False where there is nothing more to come. */
    private synchronized boolean admit(Inner<?> inner) {
        if (!done && !inner.cancelled) {
            List<Inner<?>> grown = new ArrayList<>(inners);
            grown.add(inner);
            inners = grown;
        }
        return !done;
    }

    private synchronized void remove(Inner<?> inner) {
        List<Inner<?>> rest = new ArrayList<>(inners);
        rest.remove(inner);
        inners = rest.isEmpty() ? List.of() : rest;
    }

    private final class Inner<T> implements Subscription {

        private final CoreSubscriber<? super T> actual;
        private final Function<? super E, ? extends @Nullable T> pick;
        private final Overflow overflow;
        private final ArrayDeque<T> queue = new ArrayDeque<>(4);
        private long requested;
        private boolean draining;
        private boolean ended;
        private boolean finished;
        private @Nullable Throwable cause;
        private volatile boolean cancelled;

        Inner(CoreSubscriber<? super T> actual, Function<? super E, ? extends @Nullable T> pick, Overflow overflow) {
            this.actual = actual;
            this.pick = pick;
            this.overflow = overflow;
        }

        void onLoop(Consumer<Inner<T>> step) {
            if (loop.inEventLoop()) {
                step.accept(this);
                return;
            }
            try {
                loop.execute(() -> step.accept(this));
            } catch (RejectedExecutionException closed) {
                // The loop is gone, and with it everything that could be emitted.
                step.accept(this);
            }
        }

        void offer(E event) {
            if (cancelled || ended) {
                return;
            }
            T picked = pick.apply(event);
            if (picked == null) {
                return;
            }
            if (requested > 0 && !draining && queue.isEmpty()) {
                hand(picked);
                return;
            }
            if (queue.size() < overflow.capacity()) {
                queue.add(picked);
                drain();
                return;
            }
            dropped.accept(1);
            tellOfDrop();
            switch (overflow.policy()) {
                case DROP_NEWEST -> {}
                case DROP_OLDEST -> {
                    queue.poll();
                    queue.add(picked);
                }
                case ERROR -> {
                    remove(this);
                    end(new AtOverflowException(
                            AtOverflowException.Limit.SUBSCRIBER,
                            "a subscriber did not keep up: more than " + overflow.capacity() + " events waited",
                            null,
                            Outcome.NOT_SENT));
                }
            }
        }

        /** Nothing waits, and it was asked for: past the queue. */
        private void hand(T picked) {
            draining = true;
            try {
                deliver(picked);
            } finally {
                draining = false;
            }
            // What it set off meanwhile.
            if (ended || !queue.isEmpty()) {
                drain();
            }
        }

        private void deliver(T next) {
            if (requested != Long.MAX_VALUE) {
                requested--;
            }
            if (!Signals.next(actual, next)) {
                leave();
            }
        }

        void end(@Nullable Throwable why) {
            ended = true;
            cause = why;
            drain();
        }

        private void drain() {
            if (draining) {
                return;
            }
            draining = true;
            try {
                while (!cancelled && requested > 0 && !queue.isEmpty()) {
                    deliver(queue.remove());
                }
                if (!cancelled && ended && queue.isEmpty() && !finished) {
                    finished = true;
                    finish();
                }
            } finally {
                draining = false;
            }
        }

        private void finish() {
            if (cause == null) {
                Signals.complete(actual);
            } else {
                Signals.error(actual, cause);
            }
        }

        private void tellOfDrop() {
            try {
                overflow.onDrop().accept(1);
            } catch (Throwable thrown) {
                // Somebody's counter must not cost anybody an event.
                Foreign.passOnFatal(thrown);
                Signals.dropped(thrown, actual);
            }
        }

        /** A subscriber that threw hurts itself only. */
        private void leave() {
            cancelled = true;
            remove(this);
        }

        @Override
        public void request(long n) {
            if (!Operators.validate(n)) {
                return;
            }
            // A filter asks for another one after each that it drops: no lambda for that.
            if (loop.inEventLoop()) {
                more(n);
            } else {
                onLoop(self -> self.more(n));
            }
        }

        private void more(long n) {
            requested = Operators.addCap(requested, n);
            drain();
        }

        @Override
        public void cancel() {
            cancelled = true;
            remove(this);
            onLoop(self -> self.queue.clear());
        }
    }
}
