package io.atflux.transport.tcp;

import io.atflux.internal.netty.SharedLoops;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import reactor.core.publisher.Mono;

/**
 * The threads that all TCP lines share unless they are given others: one for each processor, made when the first line is
 * opened, daemons, named {@code atflux-tcp-N}, native epoll where there is one.
 */
public final class TcpLoops {

    private static final SharedLoops SHARED = new SharedLoops("atflux-tcp-", () -> driver(Epoll.isAvailable()));

    private TcpLoops() {}

    static EventLoopGroup shared() {
        return SHARED.group();
    }

    static EventLoopGroup create(boolean epoll) {
        return SHARED.create(driver(epoll));
    }

    private static IoHandlerFactory driver(boolean epoll) {
        return epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    }

    /**
     * Closes all lines on the shared threads and ends these. A line opened later starts new ones.
     *
     * @return succeeds when they have ended; never errors
     */
    public static Mono<Void> dispose() {
        return SHARED.dispose();
    }

    /** Remembers a line that is open, until it is closed. */
    static void opened(Channel channel) {
        SHARED.opened(channel);
    }

    /** Closes the group's lines, then ends its threads. */
    static Mono<Void> shutDown(EventLoopGroup group) {
        return SHARED.shutDown(group);
    }
}
