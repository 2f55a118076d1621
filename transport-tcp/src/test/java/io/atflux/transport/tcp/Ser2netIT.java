package io.atflux.transport.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.error.AtConnectionException;
import io.atflux.transport.tcp.rfc2217.ComPort;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** With the program that most serial servers on Linux run. */
@Timeout(60)
@EnabledOnOs(value = OS.LINUX, disabledReason = "looks into /proc to see that ser2net is ready")
class Ser2netIT {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private static final X509Bundle AUTHORITY = TestPki.authority();
    private static final X509Bundle SERVER = TestPki.server(AUTHORITY);

    @TempDir
    private static Path folder;

    /** The protocol configured in ser2net, and the transport that matches it. */
    enum Speaks {
        RAW(""),
        RFC2217("telnet(rfc2217=true),"),
        TLS("ssl(%s),"),
        RFC2217_IN_TLS("telnet(rfc2217=true),ssl(%s),"),
        TELNET("telnet,");

        private final String accepter;

        Speaks(String accepter) {
            this.accepter = accepter;
        }

        Ser2net start() throws IOException {
            String files = "key=" + TestPki.key(SERVER, folder) + ",cert=" + TestPki.certificates(SERVER, folder);
            return new Ser2net(accepter.formatted(files), this::client);
        }

        private TcpTransport client(int port) {
            try {
                TlsSettings tls = TlsSettings.defaults().trust(TestPki.certificates(AUTHORITY, folder));
                return switch (this) {
                    case RAW -> TcpTransport.to(TestPki.HOST, port);
                    case RFC2217 -> TcpTransport.rfc2217(TestPki.HOST, port);
                    case TLS -> TcpTransport.to(TestPki.HOST, port).tls(tls);
                    case RFC2217_IN_TLS ->
                        TcpTransport.rfc2217(TestPki.HOST, port).tls(tls);
                    case TELNET -> TcpTransport.telnet(TestPki.HOST, port);
                };
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    @AfterEach
    void leaveNothing() {
        TcpLoops.dispose().block(LIMIT);
    }

    static Stream<Speaks> all() {
        return Stream.of(Speaks.values());
    }

    @ParameterizedTest
    @MethodSource("all")
    void aSessionTalksToTheModem(Speaks how) throws Exception {
        try (Ser2net far = how.start()) {
            AtSession session = Objects.requireNonNull(
                    AtClient.over(far.transport()).connect().block(LIMIT));
            var answer = session.send("AT+CSQ").toFuture();
            assertThat(far.input().readNBytes(7)).isEqualTo(ascii("AT+CSQ\r"));
            far.output().write(ascii("\r\n+CSQ: 21,99\r\n\r\nOK\r\n"));

            assertThat(answer.get(LIMIT.toSeconds(), TimeUnit.SECONDS).lines().toString())
                    .contains("+CSQ: 21,99");
            session.close().block(LIMIT);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyByteArrivesBothWays(Speaks how) throws Exception {
        byte[] all = new byte[4096];
        for (int i = 0; i < all.length; i++) {
            // Also runs of 0xFF, and CR before every other byte.
            all[i] = (byte) (i < 512 ? (i % 2 == 0 ? '\r' : i / 2) : i < 1024 ? 0xFF : i);
        }
        try (Ser2net far = how.start()) {
            CompletableFuture<byte[]> received = new CompletableFuture<>();
            Channel channel = Objects.requireNonNull(
                    far.transport().connect(new Collector(all.length, received)).block(LIMIT));
            channel.writeAndFlush(io.netty.buffer.Unpooled.wrappedBuffer(all));
            assertThat(far.input().readNBytes(all.length)).isEqualTo(all);
            far.output().write(all);

            assertThat(received.get(LIMIT.toSeconds(), TimeUnit.SECONDS)).isEqualTo(all);
            channel.close().sync();
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void aServerThatDiesIsALostConnection(Speaks how) throws Exception {
        try (Ser2net far = how.start()) {
            AtSession session = Objects.requireNonNull(
                    AtClient.over(far.transport()).connect().block(LIMIT));

            far.hangUp();

            assertThatThrownBy(() -> session.onClose().block(LIMIT))
                    .isInstanceOf(AtConnectionException.class)
                    .hasMessageContaining("connection was lost");
        }
    }

    @Test
    void thePortIsSetAndChanged() throws Exception {
        try (Ser2net far = Speaks.RFC2217.start()) {
            CompletableFuture<ComPort> opened = new CompletableFuture<>();
            Channel channel = Objects.requireNonNull(far.transport()
                    .baudRate(9600)
                    .onComPort(opened::complete)
                    .connect(new ChannelInboundHandlerAdapter())
                    .block(LIMIT));
            ComPort port = opened.get(LIMIT.toSeconds(), TimeUnit.SECONDS);

            assertThat(port.events().blockFirst(LIMIT)).isNotNull();
            assertThat(port.baudRate(57_600).block(LIMIT)).isEqualTo(57_600);
            channel.close().sync();
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Completes with the first bytes received. */
    private static final class Collector extends ChannelInboundHandlerAdapter {
        private final io.netty.buffer.ByteBuf seen = io.netty.buffer.Unpooled.buffer();
        private final int count;
        private final CompletableFuture<byte[]> result;

        Collector(int count, CompletableFuture<byte[]> result) {
            this.count = count;
            this.result = result;
        }

        @Override
        public void channelRead(io.netty.channel.ChannelHandlerContext context, Object message) {
            io.netty.buffer.ByteBuf buffer = (io.netty.buffer.ByteBuf) message;
            seen.writeBytes(buffer);
            buffer.release();
            if (seen.readableBytes() >= count) {
                byte[] all = new byte[count];
                seen.readBytes(all);
                result.complete(all);
            }
        }
    }
}
