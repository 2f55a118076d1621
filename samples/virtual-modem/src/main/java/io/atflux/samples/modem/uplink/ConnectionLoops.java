package io.atflux.samples.modem.uplink;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The event loops that all connections of an uplink share, and access to a connection's channel from its registration
 * on. The MQTT client does not expose its channel, but without it a connection could not be cut without a DISCONNECT,
 * nor an attempt be cancelled. The client registers the channel on the thread that starts to connect, so the
 * registration can be intercepted there.
 */
final class ConnectionLoops extends MultiThreadIoEventLoopGroup implements AutoCloseable {

    private static final int THREADS = 2;
    private static final long QUIET_MILLIS = 50;
    private static final long LIMIT_MILLIS = 3_000;

    // Static, because the super constructor makes the loops before an instance field is set.
    private static final ThreadLocal<@Nullable Consumer<Channel>> WATCHER = new ThreadLocal<>();

    ConnectionLoops() {
        super(THREADS, new DefaultThreadFactory("modem-uplink", true), handlers());
    }

    /** The client uses epoll channels if epoll is available, and a loop must match its channel's kind. */
    private static IoHandlerFactory handlers() {
        return Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    }

    /**
     * Runs {@code start} on this thread. Each channel that it registers is passed to {@code watcher} on the channel's
     * event loop, after its registration.
     */
    static void watch(Consumer<Channel> watcher, Runnable start) {
        WATCHER.set(watcher);
        try {
            start.run();
        } finally {
            WATCHER.remove();
        }
    }

    @Override
    protected IoEventLoop newChild(Executor executor, IoHandlerFactory factory, Object... args) {
        return new WatchedLoop(this, executor, factory);
    }

    /** Ends the threads, within about three seconds in any state of the network. */
    @Override
    public void close() {
        shutdownGracefully(QUIET_MILLIS, LIMIT_MILLIS, TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(LIMIT_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static final class WatchedLoop extends SingleThreadIoEventLoop {

        WatchedLoop(ConnectionLoops parent, Executor executor, IoHandlerFactory factory) {
            super(parent, executor, factory);
        }

        @Override
        public ChannelFuture register(ChannelPromise promise) {
            Consumer<Channel> watcher = WATCHER.get();
            if (watcher != null) {
                promise.addListener(registered -> {
                    if (registered.isSuccess()) {
                        watcher.accept(promise.channel());
                    }
                });
            }
            return super.register(promise);
        }
    }
}
