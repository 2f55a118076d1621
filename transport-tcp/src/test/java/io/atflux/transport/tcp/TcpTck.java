package io.atflux.transport.tcp;

import io.atflux.test.TransportTck;
import org.junit.jupiter.api.AfterEach;
import reactor.core.publisher.Mono;

/** The TCK over {@link TcpLoops}: no test leaves one of their threads running. */
interface TcpTck extends TransportTck {

    @Override
    default Mono<Void> dispose() {
        return TcpLoops.dispose();
    }

    @Override
    default String threadPrefix() {
        return "atflux-tcp-";
    }

    @AfterEach
    default void leaveNothing() {
        dispose().block(LIMIT);
    }
}
