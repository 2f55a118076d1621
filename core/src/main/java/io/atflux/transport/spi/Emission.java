package io.atflux.transport.spi;

import io.netty.channel.Channel;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;

/**
 * Hands an open channel to the subscriber of {@link io.atflux.transport.AtTransport#connect}. An operator such as a time-out may
 * discard the channel at that moment, and then cancels: the channel is closed, since no code holds it. A cancellation by the
 * emitting thread itself comes from a subscriber that has it, and a later one concerns it no more.
 */
public final class Emission {

    private enum State {
        OPEN,
        CANCELLED,
        OVER
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);
    private volatile @Nullable Thread emitter;

    /** No cancellation yet. */
    public Emission() {}

    /** Emits the channel and completes. On the channel's event loop, once. */
    public void emit(CoreSubscriber<? super Channel> subscriber, Channel open) {
        emitter = Thread.currentThread();
        if (state.get() == State.OPEN) {
            subscriber.onNext(open);
            subscriber.onComplete();
        }
        if (state.getAndSet(State.OVER) == State.CANCELLED) {
            open.close();
        }
    }

    /** The subscriber cancelled after the opening had succeeded. Called by any thread. */
    public void cancelled() {
        if (Thread.currentThread() != emitter) {
            state.compareAndSet(State.OPEN, State.CANCELLED);
        }
    }
}
