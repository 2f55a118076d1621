package io.atflux.transport.tcp;

import io.atflux.transport.spi.Emission;
import io.atflux.transport.spi.HandOver;
import io.atflux.transport.spi.Handshake;
import io.atflux.transport.tcp.internal.SocketKind;
import io.atflux.transport.tcp.internal.TcpEventLoops;
import io.atflux.transport.tcp.internal.WriteLimit;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;

/**
 * One subscriber's connection: resolves the name, tries one address after the other, runs the handshakes, and hands the channel
 * over.
 *
 * <pre>
 * IDLE ──request──▶ RUNNING ──connected, failed──▶ OVER
 *   └────cancel────────┴──cancel──▶ CANCELLED (what is open is closed)
 * </pre>
 *
 * The state is the only field that several threads use; the thread that moves it to its end determines the outcome. Everything
 * else is confined to the connection's event loop.
 */
final class ConnectAttempt implements Subscription {

    private enum State {
        IDLE,
        RUNNING,
        OVER,
        CANCELLED
    }

    private final TcpTransport transport;
    private final ChannelHandler handler;
    private final Function<Preparation.Progress, Mono<Preparation>> preparation;
    private final CoreSubscriber<? super Channel> subscriber;
    private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);

    private final Emission emission = new Emission();
    private final ConnectFailure failure;
    private final Queue<InetAddress> untried = new ArrayDeque<>();
    private final long started = System.nanoTime();

    private volatile @Nullable EventLoop loop;
    private volatile Preparation.Step preparing = Preparation.Step.NAME;
    private @Nullable Disposable preparationUnderWay;
    private @Nullable Future<?> preparationLimit;
    private @Nullable SslContext tls;
    private @Nullable Channel channel;

    ConnectAttempt(
            TcpTransport transport,
            ChannelHandler handler,
            Function<Preparation.Progress, Mono<Preparation>> preparation,
            CoreSubscriber<? super Channel> subscriber) {
        this.transport = transport;
        this.handler = handler;
        this.preparation = preparation;
        this.subscriber = subscriber;
        this.failure = new ConnectFailure(transport);
    }

    @Override
    public void request(long n) {
        if (!Operators.validate(n) || !state.compareAndSet(State.IDLE, State.RUNNING)) {
            return;
        }
        try {
            EventLoop own = transport.loops().next();
            loop = own;
            own.execute(() -> start(own));
        } catch (RejectedExecutionException stopped) {
            fail(stopped);
        }
    }

    @Override
    public void cancel() {
        State before = state.getAndUpdate(s -> s == State.OVER ? s : State.CANCELLED);
        EventLoop own = loop;
        if (before == State.OVER) {
            emission.cancelled();
        }
        if (before != State.RUNNING || own == null) {
            return;
        }
        try {
            own.execute(this::cleanUp);
        } catch (RejectedExecutionException stopped) {
            // A loop that stops closes its channels.
            return;
        }
    }

    private void start(EventLoop own) {
        if (state.get() != State.RUNNING) {
            return;
        }
        preparationLimit =
                own.schedule(() -> fail(new StepTimeout(preparing.words)), leftNanos(), TimeUnit.NANOSECONDS);
        preparationUnderWay =
                preparation.apply(step -> preparing = step).subscribe(done -> onLoop(own, () -> prepared(own, done)));
    }

    private void onLoop(EventLoop own, Runnable step) {
        if (own.inEventLoop()) {
            step.run();
            return;
        }
        try {
            own.execute(step);
        } catch (RejectedExecutionException stopped) {
            fail(stopped);
        }
    }

    private void prepared(EventLoop own, Preparation done) {
        Future<?> limit = preparationLimit;
        if (limit != null) {
            limit.cancel(false);
        }
        IOException problem = done.problem();
        if (problem != null) {
            fail(problem);
            return;
        }
        tls = done.tls();
        untried.addAll(done.addresses());
        ProxySettings proxy = transport.proxy();
        next(own, new UnknownHostException(proxy == null ? transport.host() : proxy.host()));
    }

    private void next(EventLoop own, Throwable last) {
        if (state.get() != State.RUNNING) {
            return;
        }
        InetAddress address = untried.poll();
        if (address == null) {
            fail(last);
            return;
        }
        long share = Math.max(1_000_000, leftNanos() / (untried.size() + 1));
        HandOver handOver = new HandOver(handler, steps(System.nanoTime() + share), this::connected);
        ProxySettings proxy = transport.proxy();
        InetSocketAddress target = new InetSocketAddress(address, proxy == null ? transport.port() : proxy.port());
        Bootstrap bootstrap = SocketKind.bootstrap(own, transport.keepAlive())
                .group(own)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(TimeUnit.NANOSECONDS.toMillis(share)));
        ChannelFuture connecting = proxy == null
                ? bootstrap.handler(handOver).connect(target)
                : ProxyHandshake.connect(bootstrap, transport, proxy, target, share, handOver);
        channel = connecting.channel();
        connecting.addListener(done -> {
            if (done.isSuccess()) {
                handOver.whenEnded(() -> {
                    failure.ended(target, handOver);
                    next(own, handOver.cause());
                });
            } else {
                failure.tried(target, done.cause());
                next(own, done.cause());
            }
        });
    }

    private List<Handshake> steps(long deadline) {
        List<Handshake> steps = new ArrayList<>(3);
        if (transport.proxy() != null) {
            steps.add(new ProxyHandshake());
        }
        SslContext context = tls;
        if (context != null) {
            steps.add(new TlsHandshake(context, transport, deadline));
        }
        if (transport.speaksTelnet()) {
            steps.add(new TelnetHandshake(transport));
        }
        return steps;
    }

    private void connected(Channel open) {
        if (state.compareAndSet(State.RUNNING, State.OVER)) {
            TcpEventLoops.opened(open);
            open.pipeline().addFirst(new WriteLimit(transport, transport.writeTimeout()));
            emission.emit(subscriber, open);
        } else {
            open.close();
        }
    }

    private void fail(Throwable cause) {
        if (state.compareAndSet(State.RUNNING, State.OVER)) {
            cleanUp();
            subscriber.onError(failure.asException(cause));
        }
    }

    private void cleanUp() {
        Future<?> limit = preparationLimit;
        if (limit != null) {
            limit.cancel(false);
        }
        Disposable running = preparationUnderWay;
        if (running != null) {
            running.dispose();
        }
        Channel open = channel;
        if (open != null) {
            open.close();
        }
    }

    private long leftNanos() {
        return Math.max(0, transport.connectTimeout().toNanos() - (System.nanoTime() - started));
    }
}
