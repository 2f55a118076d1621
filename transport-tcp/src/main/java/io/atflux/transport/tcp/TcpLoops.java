package io.atflux.transport.tcp;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.NonBlocking;

/**
 * The threads that all TCP lines share unless they are given others: one for each processor, made when the first line is
 * opened, daemons, named {@code atflux-tcp-N}, native epoll where there is one.
 */
public final class TcpLoops {

    private static final Object LOCK = new Object();
    private static @Nullable EventLoopGroup shared;

    private TcpLoops() {}

    static EventLoopGroup shared() {
        synchronized (LOCK) {
            EventLoopGroup group = shared;
            if (group == null) {
                group = create(Epoll.isAvailable());
                shared = group;
            }
            return group;
        }
    }

    static EventLoopGroup create(boolean epoll) {
        return new MultiThreadIoEventLoopGroup(
                Runtime.getRuntime().availableProcessors(),
                new LoopThreads(),
                epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    }

    /**
     * Closes all lines on the shared threads and ends these. A line opened later starts new ones.
     *
     * @return succeeds when they have ended; never errors
     */
    public static Mono<Void> dispose() {
        return Mono.defer(() -> {
            EventLoopGroup group;
            synchronized (LOCK) {
                group = shared;
                shared = null;
            }
            return group == null ? Mono.empty() : shutDown(group);
        });
    }

    static Mono<Void> shutDown(EventLoopGroup group) {
        return Mono.create(
                sink -> group.shutdownGracefully(0, 5, TimeUnit.SECONDS).addListener(done -> sink.success()));
    }

    /** Reactor refuses to block on these. */
    private static final class LoopThread extends FastThreadLocalThread implements NonBlocking {
        LoopThread(Runnable task, String name) {
            super(task, name);
        }
    }

    private static final class LoopThreads implements ThreadFactory {
        private final AtomicInteger next = new AtomicInteger(1);

        @Override
        public Thread newThread(Runnable task) {
            Thread thread = new LoopThread(task, "atflux-tcp-" + next.getAndIncrement());
            thread.setDaemon(true);
            return thread;
        }
    }
}
