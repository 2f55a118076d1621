package io.atflux.transport.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.test.FarEnd;
import io.atflux.transport.FlowControl;
import io.atflux.transport.Parity;
import io.atflux.transport.tcp.rfc2217.ComPort;
import io.atflux.transport.tcp.rfc2217.ComPortEvent;
import io.atflux.transport.tcp.rfc2217.ComPortSettings;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class Rfc2217TransportIT implements TcpTck {

    @Override
    public FarEnd farEnd() throws IOException {
        return new ComPortFarEnd();
    }

    @Test
    @Tag("V.250:6.2.9")
    @Tag("V.250:6.2.11")
    @Tag("RFC-2217:SET-DATASIZE")
    @Tag("RFC-2217:SET-PARITY")
    @Tag("RFC-2217:SET-STOPSIZE")
    @Tag("RFC-2217:SET-CONTROL-flow")
    @Tag("RFC-2217:SET-LINESTATE-MASK")
    void theServerIsToldEverythingBeforeTheLineIsHandedOver() throws Exception {
        try (ComPortFarEnd far = new ComPortFarEnd()) {
            ComPortSettings settings = ComPortSettings.builder()
                    .dataBits(7)
                    .parity(Parity.EVEN)
                    .stopBits(2)
                    .flowControl(FlowControl.XON_XOFF)
                    .dtr(false)
                    .build();
            Channel channel = open(far.transport().baudRate(9600).comPort(settings));

            far.awaitRequests(9);
            assertThat(far.requests)
                    .containsExactly(
                            List.of(44, 1, 0, 0, 0x25, 0x80),
                            List.of(44, 2, 7),
                            List.of(44, 3, 3),
                            List.of(44, 4, 2),
                            List.of(44, 5, 2),
                            List.of(44, 5, 9),
                            List.of(44, 5, 11),
                            List.of(44, 10, 0x1E),
                            List.of(44, 11, 255));
            channel.close().sync();
        }
    }

    @Test
    @Tag("RFC-2217:SET-CONTROL-wires")
    @Tag("RFC-2217:NOTIFY-MODEMSTATE")
    void thePortCanBeWatchedAndChangedWhileTheLineIsOpen() throws Exception {
        try (ComPortFarEnd far = new ComPortFarEnd()) {
            CompletableFuture<ComPort> opened = new CompletableFuture<>();
            CompletableFuture<ComPortEvent> event = new CompletableFuture<>();
            Channel channel = open(far.transport().onComPort(port -> {
                port.events().subscribe(event::complete);
                opened.complete(port);
            }));
            ComPort port = opened.get(LIMIT.toSeconds(), TimeUnit.SECONDS);

            far.notifyPort((byte) 44, (byte) 107, (byte) 0xB0);
            assertThat(event.get(LIMIT.toSeconds(), TimeUnit.SECONDS)).isEqualTo(new ComPortEvent.ModemState(0xB0));
            assertThat(port.baudRate(460_800).block(LIMIT)).isEqualTo(460_800);
            assertThat(port.dtr(false).block(LIMIT)).isFalse();
            port.sendBreak(Duration.ofMillis(1)).block(LIMIT);

            far.awaitRequests(13);
            assertThat(far.requests)
                    .endsWith(List.of(44, 1, 0, 7, 8, 0), List.of(44, 5, 9), List.of(44, 5, 5), List.of(44, 5, 6));
            channel.close().sync();
            assertThat(port.events().collectList().onErrorReturn(List.of()).block(LIMIT))
                    .hasSizeLessThan(2);
        }
    }

    @Test
    void aServerThatAnswersNothingIsUsedAsItIs() throws Exception {
        try (SocketFarEnd far = new SocketFarEnd(null)) {
            TcpTransport raw = far.transport();
            Channel channel = open(TcpTransport.rfc2217(raw.host(), raw.port()).connectTimeout(Duration.ofMillis(300)));

            assertThat(channel.isActive()).isTrue();
            channel.close().sync();
        }
    }

    @Test
    void aServerThatHangsUpWhileNegotiatingIsNamed() throws Exception {
        try (ComPortFarEnd far = new ComPortFarEnd(false)) {
            CompletableFuture<Channel> opening =
                    far.transport().connect(new ChannelInboundHandlerAdapter()).toFuture();
            far.hangUp();

            assertThat(opening)
                    .failsWithin(LIMIT)
                    .withThrowableThat()
                    .withMessageContaining("cannot open rfc2217://127.0.0.1:");
        }
    }

    private static Channel open(TcpTransport transport) {
        return Objects.requireNonNull(
                transport.connect(new ChannelInboundHandlerAdapter()).block(LIMIT));
    }
}
