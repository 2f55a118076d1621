package io.atflux.transport.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.error.AtConnectionException;
import io.atflux.transport.AtTransports;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Listeners by URL: opened when a session needs them, shared, and closed. */
@Timeout(60)
class ListenTransportIT {

    @AfterEach
    void leaveNothing() {
        TcpLoops.dispose().block(Listening.LIMIT);
    }

    @Test
    void twoDevicesOnOnePortShareItsListener() throws Exception {
        String url = "listen://127.0.0.1:" + freePort() + "?registration=regex:ID=(%5Cw%2B);";
        CompletableFuture<AtSession> a = connecting(url + "&device=a");
        CompletableFuture<AtSession> b = connecting(url + "&device=b&latency=1s&connect-timeout=10s");
        try (Dtu second = dial(url).say("ID=b;");
                Dtu first = dial(url).say("ID=a;")) {
            assertThat(Listening.works(a.get(20, TimeUnit.SECONDS), first)).isTrue();
            assertThat(Listening.works(b.get(20, TimeUnit.SECONDS), second)).isTrue();
        }
    }

    @Test
    void aSessionIsOpenedAgainWhileThePortLingers() throws Exception {
        String url = "listen://127.0.0.1:" + freePort();
        for (int round = 0; round < 3; round++) {
            CompletableFuture<AtSession> connecting = connecting(url);
            try (Dtu dtu = dial(url)) {
                AtSession session = connecting.get(20, TimeUnit.SECONDS);
                assertThat(Listening.works(session, dtu)).isTrue();
                session.close().block(Listening.LIMIT);
            }
        }
    }

    @Test
    void otherOptionsForTheSamePortAreRefused() throws Exception {
        String url = "listen://127.0.0.1:" + freePort();
        CompletableFuture<AtSession> waiting = connecting(url);
        try (Dtu dtu = dial(url)) {
            assertThat(Listening.works(waiting.get(20, TimeUnit.SECONDS), dtu)).isTrue();
            assertThatThrownBy(() -> Listening.session(AtTransports.of(url + "?registration=text:x")))
                    .isInstanceOf(AtConnectionException.class)
                    .hasMessage("cannot open " + url + ": it is listened on already, with other options than these");
        }
    }

    @Test
    void thePortIsGivenBackWhenNobodyNeedsItAndOpenedAgainWhenSomebodyDoes() throws Exception {
        String url = "listen://127.0.0.1:" + freePort() + "?linger=100ms";
        for (int round = 0; round < 2; round++) {
            CompletableFuture<AtSession> connecting = connecting(url);
            try (Dtu dtu = dial(url)) {
                AtSession session = connecting.get(20, TimeUnit.SECONDS);
                assertThat(Listening.works(session, dtu)).isTrue();
                session.close().block(Listening.LIMIT);
            }
            awaitRefusal(url);
        }
    }

    @Test
    void aPortInUseIsNamedAndTriedAgainTheNextTime() throws Exception {
        String url;
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            url = "listen://127.0.0.1:" + other.getLocalPort();
            assertThatThrownBy(() -> Listening.session(AtTransports.of(url)))
                    .isInstanceOf(AtConnectionException.class)
                    .hasMessage("cannot open " + url + ": the port is in use");
        }
        CompletableFuture<AtSession> waiting = connecting(url);
        try (Dtu dtu = dial(url)) {
            assertThat(Listening.works(waiting.get(20, TimeUnit.SECONDS), dtu)).isTrue();
        }
    }

    @Test
    void waitingByUrlHasItsLimit() throws Exception {
        String url = "listen://127.0.0.1:" + freePort();
        assertThatThrownBy(() -> Listening.session(AtTransports.of(url + "?connect-timeout=50ms")))
                .hasMessage("cannot open " + url + ": no device dialled in within 50 ms");
    }

    private static CompletableFuture<AtSession> connecting(String url) {
        return AtClient.over(AtTransports.of(url)).connect().toFuture();
    }

    /** As soon as the port is open. */
    private static Dtu dial(String url) throws IOException {
        long end = System.nanoTime() + Listening.LIMIT.toNanos();
        while (true) {
            try {
                return new Dtu(new Socket(InetAddress.getByName("127.0.0.1"), port(url)));
            } catch (ConnectException early) {
                if (System.nanoTime() > end) {
                    throw early;
                }
                Thread.onSpinWait();
            }
        }
    }

    private static void awaitRefusal(String url) throws IOException {
        long end = System.nanoTime() + Listening.LIMIT.toNanos();
        while (System.nanoTime() < end) {
            try (Socket open = new Socket(InetAddress.getByName("127.0.0.1"), port(url))) {
                assertThat(open.isConnected()).isTrue();
            } catch (ConnectException refused) {
                return;
            } catch (SocketException reset) {
                // The system accepted it at the moment in which the port was closed.
                assertThat(reset).hasMessage("Connection reset by peer");
            }
        }
        throw new AssertionError("the port is still listened on");
    }

    private static int port(String url) {
        return io.atflux.transport.TransportUrl.parse(url).port();
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return probe.getLocalPort();
        }
    }
}
