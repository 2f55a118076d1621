package io.atflux.samples.modem.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Name look-ups and TCP connections of the uplink, against real sockets. */
@Timeout(60)
class TcpSocketIT {

    private static final HiveMqUplink UPLINK = new HiveMqUplink();

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final Uplink.SocketEvents events = new Uplink.SocketEvents() {
        @Override
        public void connected() {
            heard.add("connected");
        }

        @Override
        public void refused() {
            heard.add("refused");
        }

        @Override
        public void lost() {
            heard.add("lost");
        }
    };

    @AfterAll
    static void close() {
        UPLINK.close();
    }

    private String next() throws InterruptedException {
        return String.valueOf(heard.poll(20, TimeUnit.SECONDS));
    }

    private static ServerSocket server() throws Exception {
        return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    @Test
    void oneThatIsClosedIsSeenByTheOtherSide() throws Exception {
        try (ServerSocket server = server()) {
            Uplink.Socket socket = UPLINK.connect("127.0.0.1", server.getLocalPort(), events);
            assertThat(next()).isEqualTo("connected");
            try (Socket accepted = server.accept()) {
                socket.close();
                assertThat(accepted.getInputStream().read()).isEqualTo(-1);
            }
            assertThat(heard).isEmpty();
        }
    }

    @Test
    void oneThatTheOtherSideClosesIsLost() throws Exception {
        try (ServerSocket server = server()) {
            UPLINK.connect("127.0.0.1", server.getLocalPort(), events);
            assertThat(next()).isEqualTo("connected");
            Socket accepted = server.accept();
            accepted.getOutputStream().write(1);
            accepted.close();
            assertThat(next()).isEqualTo("lost");
        }
    }

    @Test
    void aPortThatNobodyListensAtRefusesAndAnUnknownNameToo() throws Exception {
        int port;
        try (ServerSocket server = server()) {
            port = server.getLocalPort();
        }
        UPLINK.connect("127.0.0.1", port, events);
        assertThat(next()).isEqualTo("refused");
        UPLINK.connect("no-such-host.invalid", port, events);
        assertThat(next()).isEqualTo("refused");
    }

    @Test
    void namesAreLookedUp() throws Exception {
        UPLINK.lookUp("localhost", heard::add);
        assertThat(next()).isIn("127.0.0.1", "0:0:0:0:0:0:0:1");
        UPLINK.lookUp("no-such-host.invalid", heard::add);
        assertThat(next()).isEmpty();
    }
}
