package io.atflux.transport.tcp.dialin;

import io.atflux.error.AtConnectionException;
import io.atflux.error.AtConnectionException.Reason;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;

/**
 * One subscriber that waits for a dial-in.
 *
 * <pre>
 * IDLE ──request──▶ WAITING ──claimed, failed──▶ OVER
 *   └────cancel────────┴──cancel──▶ CANCELLED
 * </pre>
 *
 * The state is the only field that several threads use; the thread that moves it to its end determines the outcome.
 */
final class PendingConnect implements Subscription {

    private enum State {
        IDLE,
        WAITING,
        OVER,
        CANCELLED
    }

    final ChannelHandler handler;
    /** The id of the device; null for any. */
    final @Nullable String id;

    final @Nullable Duration limit;

    /** On the dispatcher's event loop. */
    @Nullable
    Future<?> timer;

    /** The number of connections that had been refused when it began to wait; on the dispatcher's event loop. */
    long refusalsBefore;

    private final ConnectionDispatcher dispatcher;
    private final CoreSubscriber<? super Channel> subscriber;
    private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);

    PendingConnect(
            ConnectionDispatcher dispatcher,
            ChannelHandler handler,
            @Nullable String id,
            @Nullable Duration limit,
            CoreSubscriber<? super Channel> subscriber) {
        this.dispatcher = dispatcher;
        this.handler = handler;
        this.id = id;
        this.limit = limit;
        this.subscriber = subscriber;
    }

    @Override
    public void request(long n) {
        if (Operators.validate(n) && state.compareAndSet(State.IDLE, State.WAITING)) {
            dispatcher.await(this);
        }
    }

    @Override
    public void cancel() {
        State before = state.getAndUpdate(s -> s == State.OVER ? s : State.CANCELLED);
        if (before == State.WAITING) {
            dispatcher.forget(this);
        }
    }

    boolean isWaiting() {
        return state.get() == State.WAITING;
    }

    /** True once: the connection then belongs to this subscriber. */
    boolean claim() {
        return state.compareAndSet(State.WAITING, State.OVER);
    }

    /** On the connection's event loop, after {@link #claim}. */
    void succeed(Channel channel) {
        subscriber.onNext(channel);
        subscriber.onComplete();
    }

    void fail(Reason reason, String why) {
        if (claim()) {
            subscriber.onError(new AtConnectionException(reason, why, null));
        }
    }
}
