package io.atflux.transport.tcp;

import io.atflux.transport.tcp.internal.TcpEventLoops;
import reactor.core.publisher.Mono;

/**
 * The threads that all TCP lines share unless they are given others: one for each processor, made when the first line is
 * opened, daemons, named {@code atflux-tcp-N}, native epoll where there is one.
 */
public final class TcpLoops {

    private TcpLoops() {}

    /**
     * Closes all lines on the shared threads and ends these. A line opened later starts new ones.
     *
     * @return succeeds when they have ended; never errors
     */
    public static Mono<Void> dispose() {
        return TcpEventLoops.dispose();
    }
}
