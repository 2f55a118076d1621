package io.atflux.transport.tcp.internal;

import io.atflux.internal.netty.SharedLoops;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import reactor.core.publisher.Mono;

/** The event loops that all TCP lines share unless they have their own: native epoll, if available. */
public final class TcpEventLoops {

    private static final SharedLoops SHARED = new SharedLoops("atflux-tcp-", () -> driver(Epoll.isAvailable()));

    private TcpEventLoops() {}

    public static EventLoopGroup shared() {
        return SHARED.group();
    }

    public static EventLoopGroup create(boolean epoll) {
        return SHARED.create(driver(epoll));
    }

    private static IoHandlerFactory driver(boolean epoll) {
        return epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    }

    /** Closes all lines on the shared loops and ends these; never errors. */
    public static Mono<Void> dispose() {
        return SHARED.dispose();
    }

    /** Registers an open line until it is closed. */
    public static void opened(Channel channel) {
        SHARED.opened(channel);
    }

    /** Closes the group's lines, then ends its threads. */
    public static Mono<Void> shutDown(EventLoopGroup group) {
        return SHARED.shutDown(group);
    }
}
