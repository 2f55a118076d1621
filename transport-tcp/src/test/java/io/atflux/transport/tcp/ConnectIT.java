package io.atflux.transport.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.error.AtConnectionException;
import io.atflux.error.Outcome;
import io.atflux.transport.tcp.internal.TcpEventLoops;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import jdk.net.ExtendedSocketOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

@Timeout(60)
class ConnectIT {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @AfterEach
    void leaveNothing() {
        TcpLoops.dispose().block(LIMIT);
    }

    @Test
    void aRefusedPortIsNamedInPlainWords() throws Exception {
        int port = freePort();

        assertThatThrownBy(() ->
                        TcpTransport.to("127.0.0.1", port).connect(nothing()).block(LIMIT))
                .isInstanceOf(AtConnectionException.class)
                .hasMessage("cannot open tcp://127.0.0.1:" + port + ": 127.0.0.1 refused the connection")
                .satisfies(
                        e -> assertThat(((AtConnectionException) e).outcome()).isEqualTo(Outcome.NOT_SENT))
                .extracting(e -> ((AtConnectionException) e).reason())
                .isEqualTo(AtConnectionException.Reason.REFUSED);
    }

    @Test
    void anUnknownHostIsNamed() {
        assertThatThrownBy(() -> TcpTransport.to("no-such-host.invalid", 7001)
                        .connect(nothing())
                        .block(LIMIT))
                .isInstanceOf(AtConnectionException.class)
                .hasMessageContaining("cannot open tcp://no-such-host.invalid:7001: ")
                .hasMessageContaining("unknown host")
                .extracting(e -> ((AtConnectionException) e).reason())
                .isEqualTo(AtConnectionException.Reason.NOT_FOUND);
    }

    @Test
    void aServerThatDoesNotAcceptTimesOutWithinItsLimit() throws Exception {
        try (FullBacklog server = new FullBacklog()) {
            TcpTransport transport = TcpTransport.to("127.0.0.1", server.port()).connectTimeout(Duration.ofMillis(300));

            assertThatThrownBy(() -> transport.connect(nothing()).block(LIMIT))
                    .isInstanceOf(AtConnectionException.class)
                    .hasMessageContaining("127.0.0.1 did not accept the connection in time (limit 300 ms)")
                    .extracting(e -> ((AtConnectionException) e).reason())
                    .isEqualTo(AtConnectionException.Reason.TIMED_OUT);
        }
    }

    /** Closing with linger 0 sends a reset; the system's words for it must not appear in a message. */
    @Test
    void aSessionThatIsResetIsToldSoInPlainWords() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            AtSession session =
                    Objects.requireNonNull(AtClient.over(TcpTransport.to("127.0.0.1", server.getLocalPort()))
                            .connect()
                            .block(LIMIT));
            try (Socket far = server.accept()) {
                far.setSoLinger(true, 0);
            }

            assertThatThrownBy(() -> session.onClose().block(LIMIT))
                    .isInstanceOf(AtConnectionException.class)
                    .hasMessage("the connection was lost: the other side reset it");
        }
    }

    @Test
    void aNameThatIsNotLookedUpInTimeIsNamedAsThatStep() {
        TcpTransport transport = TcpTransport.to("slow.example", 7001).connectTimeout(Duration.ofMillis(50));

        StepVerifier.create(new ConnectMono(
                        transport, nothing(), progress -> Preparation.of(transport, Mono.never(), progress)))
                .expectErrorMessage(
                        "cannot open tcp://slow.example:7001: the name look-up did not end in time (limit 50 ms)")
                .verify(LIMIT);
    }

    @Test
    void everyAddressOfANameIsTried() throws Exception {
        // If localhost is also ::1, that address refuses: the server listens on the other address only.
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            Channel channel = TcpTransport.to("localhost", server.getLocalPort())
                    .connect(nothing())
                    .block(LIMIT);

            assertThat(Objects.requireNonNull(channel).isActive()).isTrue();
        }
    }

    @Test
    void anAddressThatRefusesLeavesTheHandlerToTheNextOne() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            Events events = new Events();
            TcpTransport transport = TcpTransport.to("127.0.0.1", server.getLocalPort());
            InetAddress refusing = InetAddress.getByAddress(new byte[] {127, 0, 0, 2});
            InetAddress listening = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});

            StepVerifier.create(new ConnectMono(transport, events, List.of(refusing, listening)))
                    .assertNext(channel -> assertThat(channel.isActive()).isTrue())
                    .expectComplete()
                    .verify(LIMIT);

            assertThat(events.seen).containsExactly("added", "active");
        }
    }

    @Test
    void allAddressesThatFailedAreListed() throws Exception {
        int port = freePort();
        InetAddress one = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        InetAddress two = InetAddress.getByAddress(new byte[] {127, 0, 0, 2});

        StepVerifier.create(new ConnectMono(TcpTransport.to("here.example", port), nothing(), List.of(one, two)))
                .expectErrorMessage("cannot open tcp://here.example:" + port
                        + ": 127.0.0.1 refused the connection; 127.0.0.2 refused the connection")
                .verify(LIMIT);
    }

    @Test
    void cancellingWhileConnectingClosesTheSocket() throws Exception {
        CountingLoop loop = new CountingLoop();
        try (FullBacklog server = new FullBacklog()) {
            Disposable connecting = TcpTransport.to("127.0.0.1", server.port())
                    .group(loop)
                    .connect(nothing())
                    .subscribe(channel -> {}, error -> {});
            assertThat(loop.sockets()).isEqualTo(1);

            connecting.dispose();

            assertThat(loop.sockets()).isZero();
        } finally {
            TcpEventLoops.shutDown(loop).block(LIMIT);
        }
    }

    @Test
    void nothingIsOpenedBeforeItIsAskedFor() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            TcpTransport transport = TcpTransport.to(server.getInetAddress().getHostAddress(), server.getLocalPort());

            StepVerifier.create(transport.connect(nothing()), 0)
                    .expectSubscription()
                    .then(() -> assertThat(Thread.getAllStackTraces().keySet())
                            .noneMatch(t -> t.getName().startsWith("atflux-tcp-")))
                    .thenRequest(1)
                    .expectNextCount(1)
                    .expectComplete()
                    .verify(LIMIT);
        }
    }

    @Test
    void loopsThatHaveBeenShutDownAreNamed() {
        EventLoopGroup group = TcpEventLoops.create(false);
        TcpEventLoops.shutDown(group).block(LIMIT);

        assertThatThrownBy(() -> TcpTransport.to("127.0.0.1", 7001)
                        .group(group)
                        .connect(nothing())
                        .block(LIMIT))
                .isInstanceOf(AtConnectionException.class)
                .hasMessageContaining("the event loops have been shut down");
    }

    @Test
    void linesWorkAgainAfterTheSharedLoopsWereDisposed() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            TcpTransport transport = TcpTransport.to(server.getInetAddress().getHostAddress(), server.getLocalPort());
            transport.connect(nothing()).block(LIMIT);
            TcpLoops.dispose().block(LIMIT);

            assertThat(Objects.requireNonNull(transport.connect(nothing()).block(LIMIT))
                            .isActive())
                    .isTrue();
        }
    }

    @Test
    void epollSocketsFindDeadPeers() throws Exception {
        Assumptions.assumeTrue(Epoll.isAvailable(), "no native epoll here");
        try (SocketFarEnd far = new SocketFarEnd(null)) {
            KeepAlive times = KeepAlive.builder()
                    .idle(Duration.ofSeconds(20))
                    .interval(Duration.ofSeconds(5))
                    .probes(4)
                    .build();
            Channel channel = open(far.transport().keepAlive(times));

            assertThat(channel.config().getOption(ChannelOption.TCP_NODELAY)).isTrue();
            assertThat(channel.config().getOption(ChannelOption.SO_KEEPALIVE)).isTrue();
            assertThat(channel.config().getOption(EpollChannelOption.TCP_KEEPIDLE))
                    .isEqualTo(20);
            assertThat(channel.config().getOption(EpollChannelOption.TCP_KEEPINTVL))
                    .isEqualTo(5);
            assertThat(channel.config().getOption(EpollChannelOption.TCP_KEEPCNT))
                    .isEqualTo(4);
            assertThat(channel.config().getOption(EpollChannelOption.TCP_USER_TIMEOUT))
                    .isEqualTo(40_000);
        }
    }

    @Test
    void nioSocketsProbeAsThePlatformAllows() throws Exception {
        EventLoopGroup group = TcpEventLoops.create(false);
        try (SocketFarEnd far = new SocketFarEnd(group)) {
            Channel channel = open(far.transport());

            assertThat(channel.config().getOption(ChannelOption.TCP_NODELAY)).isTrue();
            assertThat(channel.config().getOption(ChannelOption.SO_KEEPALIVE)).isTrue();
            assertThat(channel.config().getOption(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPIDLE)))
                    .isEqualTo(30);
            assertThat(channel.config().getOption(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPINTERVAL)))
                    .isEqualTo(10);
            assertThat(channel.config().getOption(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPCOUNT)))
                    .isEqualTo(3);
        } finally {
            TcpEventLoops.shutDown(group).block(LIMIT);
        }
    }

    @Test
    void keepAliveCanBeLeftOff() throws Exception {
        try (SocketFarEnd far = new SocketFarEnd(null)) {
            Channel channel = open(far.transport().withoutKeepAlive());

            assertThat(channel.config().getOption(ChannelOption.SO_KEEPALIVE)).isFalse();
        }
    }

    private static Channel open(TcpTransport transport) {
        return Objects.requireNonNull(transport.connect(nothing()).block(LIMIT));
    }

    private static ChannelHandler nothing() {
        return new Quiet();
    }

    private static int freePort() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return server.getLocalPort();
        }
    }

    /** Reports how many sockets it drives. */
    private static final class CountingLoop extends SingleThreadIoEventLoop {
        CountingLoop() {
            super(null, new DefaultThreadFactory("counting", true), NioIoHandler.newFactory());
        }

        /** After several turns, because opening and closing leave parts of their work to the next one. */
        int sockets() throws Exception {
            for (int turn = 0; turn < 5; turn++) {
                submit(() -> {}).get();
            }
            return submit(this::getNumOfRegisteredChannels).get();
        }
    }

    /** Accepts the reset of a peer that closes. */
    private static class Quiet extends ChannelInboundHandlerAdapter {
        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable reset) {
            context.close();
        }
    }

    /** The events of a handler, in order. */
    private static final class Events extends Quiet {
        final List<String> seen = new ArrayList<>();

        @Override
        public void handlerAdded(ChannelHandlerContext context) {
            seen.add("added");
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            seen.add("active");
        }

        @Override
        public void channelUnregistered(ChannelHandlerContext context) {
            seen.add("unregistered");
        }
    }

    /** A listening port whose queue is full, so that the kernel answers no further SYN. */
    private static final class FullBacklog implements AutoCloseable {
        private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        private final List<Socket> waiting = new ArrayList<>();

        FullBacklog() throws IOException {
            for (int i = 0; i < 64; i++) {
                Socket socket = new Socket();
                waiting.add(socket);
                try {
                    socket.connect(server.getLocalSocketAddress(), 200);
                } catch (java.net.SocketTimeoutException full) {
                    return;
                }
            }
            throw new IOException("64 connections still do not fill a queue of 1");
        }

        int port() {
            return server.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            for (Socket socket : waiting) {
                socket.close();
            }
            server.close();
        }
    }
}
