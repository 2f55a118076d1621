package io.atflux.transport.serial;

import io.atflux.error.AtConnectionException;
import io.atflux.transport.spi.Emission;
import io.atflux.transport.spi.HandOver;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;

/**
 * One subscriber's opening of a port.
 *
 * <pre>
 * IDLE ──request──▶ RUNNING ──opened, failed──▶ OVER
 *   └────cancel────────┴──cancel──▶ CANCELLED (what is open is closed)
 * </pre>
 *
 * The thread that moves the state to its end determines the outcome.
 */
final class PortOpening implements Subscription {

    private enum State {
        IDLE,
        RUNNING,
        OVER,
        CANCELLED
    }

    private final SerialTransport transport;
    private final ChannelHandler handler;
    private final CoreSubscriber<? super Channel> subscriber;
    private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);
    private final Emission emission = new Emission();
    private volatile @Nullable SerialChannel channel;

    PortOpening(SerialTransport transport, ChannelHandler handler, CoreSubscriber<? super Channel> subscriber) {
        this.transport = transport;
        this.handler = handler;
        this.subscriber = subscriber;
    }

    @Override
    public void request(long n) {
        if (!Operators.validate(n) || !state.compareAndSet(State.IDLE, State.RUNNING)) {
            return;
        }
        SerialChannel own = new SerialChannel(transport);
        own.pipeline().addLast(new HandOver(handler, List.of(), this::opened));
        EventLoopGroup group = transport.group();
        try {
            EventLoop loop = group == null ? SerialLoops.next(own) : group.next();
            loop.execute(() -> start(loop, own));
        } catch (RejectedExecutionException stopped) {
            own.unsafe().closeForcibly();
            fail("the event loops have been shut down", stopped);
        }
    }

    private void start(EventLoop loop, SerialChannel own) {
        loop.register(own);
        // Only a registered channel can be closed; a cancellation before this assignment is seen below.
        channel = own;
        if (state.get() != State.RUNNING) {
            own.close();
            return;
        }
        own.closeFuture().addListener(closed -> fail("it was closed at once", new ClosedChannelException()));
        own.connect(own.address()).addListener(done -> {
            Throwable cause = done.cause();
            if (cause != null) {
                fail(String.valueOf(cause.getMessage()), cause);
            }
        });
    }

    @Override
    public void cancel() {
        State before = state.getAndUpdate(s -> s == State.OVER ? s : State.CANCELLED);
        SerialChannel own = channel;
        if (before == State.OVER) {
            emission.cancelled();
        } else if (before == State.RUNNING && own != null) {
            own.close();
        }
    }

    private void opened(Channel open) {
        if (state.compareAndSet(State.RUNNING, State.OVER)) {
            emission.emit(subscriber, open);
        } else {
            open.close();
        }
    }

    private void fail(String why, Throwable cause) {
        if (state.compareAndSet(State.RUNNING, State.OVER)) {
            subscriber.onError(new AtConnectionException(
                    OpenException.reason(cause), "cannot open " + transport.describe() + ": " + why, cause));
        }
    }
}
