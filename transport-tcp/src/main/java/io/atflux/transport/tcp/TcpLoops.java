package io.atflux.transport.tcp;

import io.atflux.transport.tcp.internal.TcpEventLoops;
import reactor.core.publisher.Mono;

/**
 * The threads that all TCP lines share unless they have their own: one for each processor, created when the first line is opened,
 * daemons, named {@code atflux-tcp-N}, with native epoll if available.
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
