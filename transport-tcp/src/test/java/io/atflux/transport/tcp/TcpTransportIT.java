package io.atflux.transport.tcp;

import io.atflux.test.FarEnd;
import io.atflux.transport.tcp.internal.TcpEventLoops;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import org.junit.jupiter.api.Nested;
import reactor.core.publisher.Mono;

class TcpTransportIT {

    /** The default of most platforms: the best kind available. */
    @Nested
    class OnSharedLoops implements TcpTck {

        @Override
        public FarEnd farEnd() throws IOException {
            return new SocketFarEnd(null);
        }
    }

    /** The kind that every platform has. */
    @Nested
    class OnNioLoops implements TcpTck {

        private final EventLoopGroup group = TcpEventLoops.create(false);

        @Override
        public FarEnd farEnd() throws IOException {
            return new SocketFarEnd(group);
        }

        @Override
        public Mono<Void> dispose() {
            return TcpEventLoops.shutDown(group);
        }
    }
}
