package io.atflux.transport.serial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.error.AtConnectionException;
import io.atflux.error.Outcome;
import io.atflux.test.Peers;
import io.atflux.transport.AtTransports;
import io.atflux.transport.FlowControl;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Behaviour on real terminals. */
@Timeout(60)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "no pseudo-terminals there")
class SerialLinesIT {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @AfterEach
    void leaveNothing() throws InterruptedException {
        SerialLoops.dispose().block(LIMIT);
        LeftThreads.expectNone();
    }

    @Test
    void aSessionTalksToAModem() throws Exception {
        try (Pty pty = new Pty();
                TinyModem modem = new TinyModem(pty)) {
            AtSession session = connect(AtClient.over(AtTransports.of("serial:" + pty.link() + "?baud=9600")));

            assertThat(session.send("AT").block(LIMIT)).isNotNull();
            assertThat(Objects.requireNonNull(session.send("AT+CSQ").block(LIMIT))
                            .lines()
                            .toString())
                    .contains("+CSQ: 21,99");

            session.close().block(LIMIT);
            assertThat(modem.commands()).containsExactly("AT", "AT+CSQ");
        }
    }

    @Test
    void aModuleThatIsPulledOutIsALostConnection() throws Exception {
        try (Pty pty = new Pty()) {
            AtSession session = connect(AtClient.over(pty.transport()));
            pty.input();
            Path device = pty.device();

            pty.hangUp();

            assertThatThrownBy(() -> session.onClose().block(LIMIT))
                    .isInstanceOf(AtConnectionException.class)
                    .hasMessageContaining("connection was lost")
                    .hasMessageContaining(device.toString());
            assertThatThrownBy(() -> session.send("AT").block(LIMIT))
                    .isInstanceOf(AtConnectionException.class)
                    .satisfies(e ->
                            assertThat(((AtConnectionException) e).outcome()).isEqualTo(Outcome.NOT_SENT));
        }
    }

    @Test
    void aCommandInFlightOnAPulledOutModuleHasAnUnknownOutcome() throws Exception {
        try (Pty pty = new Pty()) {
            AtSession session = connect(AtClient.over(pty.transport()));
            var answer = session.send("AT+CSQ").toFuture();
            assertThat(pty.input().readNBytes(7)).isEqualTo("AT+CSQ\r".getBytes());

            pty.hangUp();

            assertThatThrownBy(() -> answer.get(20, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(AtConnectionException.class)
                    .satisfies(e -> assertThat(((AtConnectionException) Objects.requireNonNull(e.getCause())).outcome())
                            .isEqualTo(Outcome.UNKNOWN));
        }
    }

    @Test
    void theSamePortIsOpenedOnceInAProcess() throws Exception {
        try (Pty pty = new Pty()) {
            Channel first = open(pty.transport());

            assertThatThrownBy(() -> open(pty.transport()))
                    .isInstanceOf(AtConnectionException.class)
                    .hasMessage("cannot open serial:" + pty.link() + ": this process has it open already as "
                            + pty.device())
                    .extracting(e -> ((AtConnectionException) e).reason())
                    .isEqualTo(AtConnectionException.Reason.IN_USE);
            assertThat(first.isActive()).isTrue();
            first.close().sync();
        }
    }

    @Test
    void aPortThatWasClosedCanBeOpenedAgainAtOnce() throws Exception {
        try (Pty pty = new Pty()) {
            // socat ends when the last one closes the terminal; this keeps it.
            try (var keeper = Files.newByteChannel(pty.device())) {
                for (int i = 0; i < 5; i++) {
                    Channel channel = open(pty.transport());
                    channel.close().sync();
                }
                assertThat(keeper.isOpen()).isTrue();
            }
        }
    }

    @Test
    void aPortThatAnotherProcessLockedIsRefused() throws Exception {
        try (Pty pty = new Pty();
                FileLocker other = new FileLocker(pty.device())) {
            assertThat(other.isAlive()).isTrue();
            assertThatThrownBy(() -> open(pty.transport()))
                    .isInstanceOf(AtConnectionException.class)
                    .hasMessageContaining("it is in use by another process (error 11)")
                    .satisfies(e ->
                            assertThat(((AtConnectionException) e).outcome()).isEqualTo(Outcome.NOT_SENT));
        }
    }

    @Test
    void settingsReachTheTerminal() throws Exception {
        Peers.require("stty", "apt-get install coreutils");
        try (Pty pty = new Pty()) {
            Channel channel = open(
                    (SerialTransport) AtTransports.of("serial:" + pty.link() + "?baud=9600&stop-bits=2&flow=rts-cts"));
            assertThat(stty(pty))
                    .contains("speed 9600 baud", " cstopb", " crtscts", " -ixon", " -ixoff", " -icanon", " -echo ");
            channel.close().sync();
        }
        try (Pty pty = new Pty()) {
            Channel channel = open(pty.transport().baudRate(921_600).flowControl(FlowControl.XON_XOFF));
            assertThat(stty(pty)).contains("speed 921600 baud", " -cstopb", " -crtscts", " ixon", " ixoff");
            channel.close().sync();
        }
    }

    @Test
    void aModuleThatIsPluggedInAgainIsFoundByItsStableName() throws Exception {
        try (Pty before = new Pty();
                Pty after = new Pty();
                TinyModem modem = new TinyModem(after)) {
            Path byId = before.link().resolveSibling("by-id");
            Files.createSymbolicLink(byId, before.device());
            AtClient client = AtClient.over(SerialTransport.port(byId.toString()));
            AtSession first = connect(client);
            before.hangUp();
            assertThatThrownBy(() -> first.onClose().block(LIMIT)).isInstanceOf(AtConnectionException.class);

            Files.delete(byId);
            Files.createSymbolicLink(byId, after.device());
            AtSession second = connect(client);

            assertThat(second.send("AT").block(LIMIT)).isNotNull();
            second.close().block(LIMIT);
            assertThat(modem.commands()).containsExactly("AT");
            Files.delete(byId);
        }
    }

    @Test
    void aMissingPortIsNamed() {
        assertThatThrownBy(() -> open(SerialTransport.port("/dev/ttyUSB-none")))
                .isInstanceOf(AtConnectionException.class)
                .hasMessage("cannot open serial:/dev/ttyUSB-none: there is no such port")
                .extracting(e -> ((AtConnectionException) e).reason())
                .isEqualTo(AtConnectionException.Reason.NOT_FOUND);
    }

    @Test
    void aDeviceThatIsNoTerminalIsRefused() {
        assertThatThrownBy(() -> open(SerialTransport.port("/dev/null")))
                .isInstanceOf(AtConnectionException.class)
                .hasMessageContaining("cannot open serial:/dev/null: it does not take the settings of a serial port");
    }

    @Test
    void aPortThatBelongsToOthersIsNotPermitted() throws Exception {
        try (Pty pty = new Pty()) {
            Files.setPosixFilePermissions(pty.device(), PosixFilePermissions.fromString("---------"));
            Assumptions.assumeFalse(Files.isReadable(pty.device()), "this user may read everything");

            assertThatThrownBy(() -> open(pty.transport()))
                    .isInstanceOf(AtConnectionException.class)
                    .hasMessageContaining("permission denied: it belongs to user");
        }
    }

    @Test
    void aWriteThatTheModuleDoesNotTakeEndsTheLine() throws Exception {
        try (Pty pty = new Pty()) {
            Channel channel = open(pty.transport().writeTimeout(Duration.ofMillis(200)));
            pty.input();

            ChannelFuture write = channel.writeAndFlush(Unpooled.wrappedBuffer(new byte[4 << 20]));

            assertThat(write.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(write.cause()).hasMessageContaining("took no bytes for 200 ms");
            assertThat(channel.closeFuture().await(LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
        }
    }

    @Test
    void closingUnderAWriteThatHangsTakesLessThanItsLimit() throws Exception {
        try (Pty pty = new Pty()) {
            Channel channel = open(pty.transport());
            pty.input();
            ChannelFuture write = channel.writeAndFlush(Unpooled.wrappedBuffer(new byte[4 << 20]));
            awaitStuck(channel);

            long start = System.nanoTime();
            assertThat(channel.close().await(LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
            assertThat(write.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(write.isSuccess()).isFalse();
        }
    }

    /** Until two checks some time apart see the same number of bytes waiting. */
    private static void awaitStuck(Channel channel) throws Exception {
        long before = -1;
        for (int look = 0; look < 200; look++) {
            long now = channel.eventLoop()
                    .schedule(() -> channel.bytesBeforeWritable(), 100, TimeUnit.MILLISECONDS)
                    .get();
            if (now == before) {
                return;
            }
            before = now;
        }
        throw new AssertionError("the write never stopped");
    }

    private static String stty(Pty pty) throws IOException {
        Process stty = new ProcessBuilder("stty", "-a", "-F", pty.device().toString()).start();
        return new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).replace('\n', ' ');
    }

    private static AtSession connect(AtClient client) {
        return Objects.requireNonNull(client.connect().block(LIMIT));
    }

    private static Channel open(SerialTransport transport) {
        return Objects.requireNonNull(
                transport.connect(new ChannelInboundHandlerAdapter()).block(LIMIT));
    }

    /** Another program that locks the port, as jSerialComm in another process does. */
    private static final class FileLocker implements AutoCloseable {
        private final Process flock;

        FileLocker(Path device) throws IOException {
            Peers.require("flock", "apt-get install util-linux");
            flock = new ProcessBuilder("flock", "--exclusive", device.toString(), "sh", "-c", "echo locked; read stop")
                    .start();
            if (flock.getInputStream().read() < 0) {
                throw new IOException("flock did not lock");
            }
        }

        boolean isAlive() {
            return flock.isAlive();
        }

        @Override
        public void close() throws IOException {
            flock.getOutputStream().close();
        }
    }
}
