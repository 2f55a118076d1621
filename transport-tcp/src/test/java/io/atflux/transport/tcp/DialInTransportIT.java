package io.atflux.transport.tcp;

import io.atflux.test.FarEnd;
import io.atflux.transport.tcp.dialin.DeviceRegistration;
import io.atflux.transport.tcp.dialin.Heartbeat;
import io.atflux.transport.tcp.dialin.ListenSettings;
import io.atflux.transport.tcp.dialin.ListenTls;
import io.atflux.transport.tcp.dialin.TcpListener;
import io.atflux.transport.tcp.internal.TcpEventLoops;
import io.netty.channel.EventLoopGroup;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.nio.file.Path;
import javax.net.SocketFactory;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

class DialInTransportIT {

    private static ListenSettings settings() {
        return TcpListener.on("127.0.0.1", 0).registration(DeviceRegistration.text(DialInFarEnd.ID + "\n"));
    }

    @Nested
    class Plain implements TcpTck {

        @Override
        public FarEnd farEnd() throws IOException {
            return new DialInFarEnd(settings(), SocketFactory.getDefault());
        }
    }

    @Nested
    class WithAHeartbeatThatNeverComes implements TcpTck {

        @Override
        public FarEnd farEnd() throws IOException {
            return new DialInFarEnd(
                    settings().heartbeat(Heartbeat.text("a heart-beat that never comes\r\n")),
                    SocketFactory.getDefault());
        }
    }

    @Nested
    class Tls implements TcpTck {

        @TempDir
        private Path folder;

        @Override
        public FarEnd farEnd() throws IOException {
            X509Bundle authority = TestPki.authority();
            X509Bundle server = TestPki.server(authority);
            ListenTls tls = ListenTls.of(TestPki.certificates(server, folder), TestPki.key(server, folder));
            return new DialInFarEnd(
                    settings().tls(tls), TestPki.context(authority).getSocketFactory());
        }
    }

    @Nested
    class OnNioLoops implements TcpTck {

        private final EventLoopGroup group = TcpEventLoops.create(false);

        @Override
        public FarEnd farEnd() throws IOException {
            return new DialInFarEnd(settings().group(group), SocketFactory.getDefault());
        }

        @Override
        public Mono<Void> dispose() {
            return TcpEventLoops.shutDown(group);
        }
    }
}
