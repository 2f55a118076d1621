package io.atflux.transport.serial;

import io.atflux.internal.netty.SharedLoops;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.local.LocalIoHandler;
import reactor.core.publisher.Mono;

/**
 * The threads that all serial ports' sessions share unless they have their own: up to one for each processor, created as ports
 * are opened, daemons, named {@code atflux-serial-loop-N}. They run tasks of other threads, and timers; received bytes are
 * handled on the port's own thread.
 */
public final class SerialLoops {

    private static final SharedLoops SHARED = new SharedLoops("atflux-serial-loop-", LocalIoHandler::newFactory);

    private SerialLoops() {}

    /** A loop for this channel, which is closed when the loops are disposed of. */
    static EventLoop next(Channel channel) {
        SHARED.opened(channel);
        return new PortLoop(SHARED.group().next());
    }

    /**
     * Closes all ports on the shared threads and ends these. A port opened later starts new ones.
     *
     * @return succeeds when they have ended; never errors
     */
    public static Mono<Void> dispose() {
        return SHARED.dispose();
    }

    static Mono<Void> shutDown(EventLoopGroup group) {
        return SHARED.shutDown(group);
    }
}
