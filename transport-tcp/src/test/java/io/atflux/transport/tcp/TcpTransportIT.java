package io.atflux.transport.tcp;

import io.atflux.test.FarEnd;
import io.atflux.test.TransportTck;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import reactor.core.publisher.Mono;

class TcpTransportIT {

    /** What most platforms run: the best there is. */
    @Nested
    class OnSharedLoops implements TransportTck {

        @Override
        public FarEnd farEnd() throws IOException {
            return new SocketFarEnd(null);
        }

        @Override
        public Mono<Void> dispose() {
            return TcpLoops.dispose();
        }

        @Override
        public String threadPrefix() {
            return "atflux-tcp-";
        }

        @AfterEach
        void leaveNothing() {
            TcpLoops.dispose().block(LIMIT);
        }
    }

    /** What every platform has. */
    @Nested
    class OnNioLoops implements TransportTck {

        private final EventLoopGroup group = TcpLoops.create(false);

        @Override
        public FarEnd farEnd() throws IOException {
            return new SocketFarEnd(group);
        }

        @Override
        public Mono<Void> dispose() {
            return TcpLoops.shutDown(group);
        }

        @Override
        public String threadPrefix() {
            return "atflux-tcp-";
        }

        @AfterEach
        void leaveNothing() {
            dispose().block(LIMIT);
        }
    }
}
