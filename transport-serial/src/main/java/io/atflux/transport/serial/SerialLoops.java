package io.atflux.transport.serial;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.local.LocalIoHandler;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.NonBlocking;

/**
 * The threads on which all serial ports' sessions live unless they are given others: up to one for each processor, made as
 * ports are opened, daemons, named {@code atflux-serial-loop-N}.
 */
public final class SerialLoops {

    private static final Object LOCK = new Object();
    private static @Nullable Shared shared;

    private SerialLoops() {}

    /** The loops, and what lives on them. */
    private record Shared(EventLoopGroup group, Set<Channel> open) {}

    /** A loop for this channel, which is closed when the loops are disposed of. */
    static EventLoop next(Channel channel) {
        synchronized (LOCK) {
            Shared loops = shared;
            if (loops == null) {
                loops = new Shared(
                        new MultiThreadIoEventLoopGroup(
                                Runtime.getRuntime().availableProcessors(),
                                new LoopThreads(),
                                LocalIoHandler.newFactory()),
                        ConcurrentHashMap.newKeySet());
                shared = loops;
            }
            Set<Channel> open = loops.open();
            open.add(channel);
            channel.closeFuture().addListener(closed -> open.remove(channel));
            return loops.group().next();
        }
    }

    /**
     * Closes all ports on the shared threads and ends these. A port opened later starts new ones.
     *
     * @return succeeds when they have ended; never errors
     */
    public static Mono<Void> dispose() {
        return Mono.defer(() -> {
            Shared loops;
            synchronized (LOCK) {
                loops = shared;
                shared = null;
            }
            return loops == null
                    ? Mono.empty()
                    : Flux.fromIterable(List.copyOf(loops.open()))
                            .flatMap(SerialLoops::close)
                            .then(shutDown(loops.group()));
        });
    }

    private static Mono<Void> close(Channel channel) {
        if (!channel.isRegistered()) {
            // It is about to be, and ends with its loop.
            return Mono.empty();
        }
        return Mono.create(sink -> channel.close().addListener(done -> sink.success()));
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
            Thread thread = new LoopThread(task, "atflux-serial-loop-" + next.getAndIncrement());
            thread.setDaemon(true);
            return thread;
        }
    }
}
