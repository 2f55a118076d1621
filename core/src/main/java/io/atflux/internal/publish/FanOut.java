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
 * Delivers each event to every subscriber through a bounded queue for each: a slow or throwing subscriber affects only itself.
 * State is confined to the event loop, except the list of subscribers. A subscriber on any thread receives every event after its
 * subscription, also those that the loop reads before it runs a task of the subscription.
 *
 * @param <E> what is emitted
 */
public final class FanOut<E> {

    private final EventExecutor loop;
    private final LongConsumer dropped;
    /** Replaced, never changed: a subscriber may be added or removed while an event is delivered. */
    private volatile List<Inner<?>> inners = List.of();

    private boolean done;
    private @Nullable Throwable error;

    public FanOut(EventExecutor loop, LongConsumer dropped) {
        this.loop = loop;
        this.dropped = dropped;
    }

    /**
     * @param pick maps an event to the subscriber's value, null for none; must not throw
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

    /** @return false if no more events follow */
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
                // The loop has ended, and emits nothing more.
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

        /** Delivers past the queue, which is empty, as the event was requested. */
        private void hand(T picked) {
            draining = true;
            try {
                deliver(picked);
            } finally {
                draining = false;
            }
            // The delivery may have queued events or ended the subscription.
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
                // An exception of one subscriber's counter must not cost another one an event.
                Foreign.passOnFatal(thrown);
                Signals.dropped(thrown, actual);
            }
        }

        /** Removes a subscriber that threw; the others are not affected. */
        private void leave() {
            cancelled = true;
            remove(this);
        }

        @Override
        public void request(long n) {
            if (!Operators.validate(n)) {
                return;
            }
            // A filter requests one more event for each that it drops: no lambda for that.
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
