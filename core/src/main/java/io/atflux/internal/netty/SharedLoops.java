package io.atflux.internal.netty;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.NonBlocking;

/**
 * Event loops that all lines of a kind share: one for each processor, created when the first line is opened, on daemon threads
 * that Reactor refuses to block on. For authors of transports.
 */
public final class SharedLoops {

    private final String threads;
    private final Supplier<IoHandlerFactory> kind;
    private final Set<Channel> open = ConcurrentHashMap.newKeySet();
    private @Nullable EventLoopGroup running;

    /**
     * Creates the holder; no loop runs yet.
     *
     * @param threads the prefix of their names; a number follows
     * @param kind creates the I/O handlers that they drive; called when they start
     */
    public SharedLoops(String threads, Supplier<IoHandlerFactory> kind) {
        this.threads = threads;
        this.kind = kind;
    }

    /** The loops; starts them if they do not run yet. */
    public synchronized EventLoopGroup group() {
        EventLoopGroup group = running;
        if (group == null) {
            group = create(kind.get());
            running = group;
        }
        return group;
    }

    /** Loops like the shared ones; the caller shuts them down. */
    public EventLoopGroup create(IoHandlerFactory driven) {
        return new MultiThreadIoEventLoopGroup(
                Runtime.getRuntime().availableProcessors(), new LoopThreads(threads), driven);
    }

    /** Registers a channel on any loop until it is closed: {@link #shutDown} closes it first. */
    public void opened(Channel channel) {
        open.add(channel);
        channel.closeFuture().addListener(closed -> open.remove(channel));
    }

    /**
     * Closes all lines on the shared loops and ends the loops. A line opened later starts new ones.
     *
     * @return succeeds when they have ended; never errors
     */
    public Mono<Void> dispose() {
        return Mono.defer(() -> {
            EventLoopGroup group = take();
            return group == null ? Mono.empty() : shutDown(group);
        });
    }

    private synchronized @Nullable EventLoopGroup take() {
        EventLoopGroup group = running;
        running = null;
        return group;
    }

    /**
     * Closes the group's lines, then ends its threads. A loop that ends closes its remaining channels, but it has been seen to
     * overlook a channel that had only just become active.
     *
     * @return succeeds when they have ended; never errors
     */
    public Mono<Void> shutDown(EventLoopGroup group) {
        return Mono.defer(() -> {
            List<Mono<Void>> closing = new ArrayList<>();
            for (Channel channel : open) {
                // A channel that is not registered yet ends with its loop.
                if (channel.isRegistered() && channel.eventLoop().parent() == group) {
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
        private final String name;

        LoopThreads(String name) {
            this.name = name;
        }

        @Override
        public Thread newThread(Runnable task) {
            Thread thread = new LoopThread(task, name + next.getAndIncrement());
            thread.setDaemon(true);
            return thread;
        }
    }
}
