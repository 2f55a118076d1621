package io.atflux.transport.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.error.AtConnectionException;
import io.atflux.transport.tcp.ProxySettings.Kind;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class ProxyIT {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @AfterEach
    void leaveNothing() {
        TcpLoops.dispose().block(LIMIT);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void theProxyLooksTheNameUpAndTheLineGoesThroughIt(Kind kind) throws Exception {
        try (ProxyServer proxy = new ProxyServer(kind, false);
                SocketFarEnd far = new SocketFarEnd(null)) {
            int port = far.transport().port();
            AtSession session = Objects.requireNonNull(
                    AtClient.over(TcpTransport.to("modem.invalid", port).proxy(proxy.settings()))
                            .connect()
                            .block(LIMIT));
            var answer = session.send("AT").toFuture();
            assertThat(far.input().readNBytes(3)).isEqualTo("AT\r".getBytes(StandardCharsets.US_ASCII));
            far.output().write("\r\nOK\r\n".getBytes(StandardCharsets.US_ASCII));

            assertThat(answer.get(LIMIT.toSeconds(), TimeUnit.SECONDS)).isNotNull();
            assertThat(proxy.asked).containsExactly("modem.invalid:" + port);
            session.close().block(LIMIT);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void tlsAndTelnetGoThroughItToo(Kind kind, @TempDir Path folder) throws Exception {
        try (ProxyServer proxy = new ProxyServer(kind, false);
                TlsFarEnd far = new TlsFarEnd(folder)) {
            assertThat(Objects.requireNonNull(far.transport()
                                    .proxy(proxy.settings())
                                    .connect(new ChannelInboundHandlerAdapter())
                                    .block(LIMIT))
                            .isActive())
                    .isTrue();
        }
        try (ProxyServer proxy = new ProxyServer(kind, false);
                ComPortFarEnd far = new ComPortFarEnd()) {
            far.transport()
                    .proxy(proxy.settings())
                    .connect(new ChannelInboundHandlerAdapter())
                    .block(LIMIT);

            far.awaitRequests(9);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aProxyThatRefusesIsNamedAndNoPasswordShown(Kind kind) throws Exception {
        try (ProxyServer proxy = new ProxyServer(kind, true)) {
            ProxySettings settings =
                    proxy.settings().mutate().credentials("user", "geheim").build();
            assertThat(settings.toString()).doesNotContain("geheim");

            assertThatThrownBy(() -> TcpTransport.to("modem.invalid", 7001)
                            .proxy(settings)
                            .connect(new ChannelInboundHandlerAdapter())
                            .block(LIMIT))
                    .isInstanceOf(AtConnectionException.class)
                    .hasMessageContaining(
                            "cannot open tcp://modem.invalid:7001: proxy 127.0.0.1 did not open the tunnel: ")
                    .hasMessageContaining(kind == Kind.SOCKS5 ? "forbidden" : "407 proxy authentication required")
                    .hasMessageNotContaining("geheim");
        }
    }

    @Test
    void aProxyThatSaysNothingTimesOut() throws Exception {
        try (SocketFarEnd silent = new SocketFarEnd(null)) {
            ProxySettings settings =
                    ProxySettings.socks5("127.0.0.1", silent.transport().port());

            assertThatThrownBy(() -> TcpTransport.to("modem.invalid", 7001)
                            .proxy(settings)
                            .connectTimeout(Duration.ofMillis(300))
                            .connect(new ChannelInboundHandlerAdapter())
                            .block(LIMIT))
                    .isInstanceOf(AtConnectionException.class)
                    .hasMessageContaining("proxy 127.0.0.1 did not open the tunnel in time (limit 300 ms)");
        }
    }
}
