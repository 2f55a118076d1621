package io.atflux.transport.serial;

import io.atflux.test.FarEnd;
import io.atflux.test.TransportTck;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.io.IOException;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.NonBlocking;

class SerialTransportIT {

    @Nested
    class OnSharedLoops implements TransportTck {

        @Override
        public FarEnd farEnd() throws IOException {
            return new Pty();
        }

        @Override
        public Mono<Void> dispose() {
            return SerialLoops.dispose();
        }

        @Override
        public String threadPrefix() {
            return "atflux-serial-";
        }

        @AfterEach
        void leaveNothing() {
            SerialLoops.dispose().block(LIMIT);
        }
    }

    /** Together with the sockets of other channels. */
    @Nested
    class OnTheUsersLoops implements TransportTck {

        private final EventLoopGroup group =
                new MultiThreadIoEventLoopGroup(1, new Threads(), NioIoHandler.newFactory());

        @Override
        public FarEnd farEnd() throws IOException {
            return new Pty(group);
        }

        @Override
        public Mono<Void> dispose() {
            return SerialLoops.shutDown(group);
        }

        @Override
        public String threadPrefix() {
            return "atflux-serial-";
        }

        @AfterEach
        void leaveNothing() {
            dispose().block(LIMIT);
        }
    }

    private static final class LoopThread extends FastThreadLocalThread implements NonBlocking {
        LoopThread(Runnable task) {
            super(task, "atflux-serial-test-loop");
        }
    }

    private static final class Threads implements ThreadFactory {
        @Override
        public Thread newThread(Runnable task) {
            return new LoopThread(task);
        }
    }
}
