package io.atflux.transport.tcp;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
    private static final Set<Channel> OPEN = ConcurrentHashMap.newKeySet();
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

    /** Remembers a line that is open, until it is closed. */
    static void opened(Channel channel) {
        OPEN.add(channel);
        channel.closeFuture().addListener(closed -> OPEN.remove(channel));
    }

    /**
     * Closes the group's lines, then ends its threads. A loop that ends closes what it still has, but it has been seen to
     * overlook a channel that had only just become active.
     */
    static Mono<Void> shutDown(EventLoopGroup group) {
        return Mono.defer(() -> {
            List<Mono<Void>> closing = new ArrayList<>();
            for (Channel channel : OPEN) {
                if (channel.eventLoop().parent() == group) {
                    closing.add(close(channel));
                }
            }
            return Mono.when(closing).then(end(group));
        });
    }

    private static Mono<Void> close(Channel channel) {
        return Mono.create(sink -> channel.close().addListener(done -> sink.success()));
    }

    private static Mono<Void> end(EventLoopGroup group) {
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
