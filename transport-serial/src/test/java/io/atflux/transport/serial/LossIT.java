package io.atflux.transport.serial;

import static io.atflux.test.KeptLine.answer;
import static io.atflux.test.KeptLine.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atflux.AtClient;
import io.atflux.AtOptions;
import io.atflux.AtSession;
import io.atflux.ConnectionState.Failed;
import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.command.Payload;
import io.atflux.error.AtConnectionException;
import io.atflux.error.Outcome;
import io.atflux.profile.Profiles;
import io.atflux.test.KeptLine;
import io.atflux.test.TransportTck;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each way in which a port is lost: it is noticed, every command has its outcome, and the module works again when it is plugged
 * in elsewhere under its stable name.
 */
@Timeout(90)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "no pseudo-terminals there")
class LossIT {

    @TempDir
    private Path folder;

    private Path stableName = Path.of("");
    private Pty before;
    private Pty after;

    @BeforeEach
    void plugIn() throws IOException {
        before = new Pty();
        after = new Pty();
        stableName = folder.resolve("usb-module-if02");
        Files.createSymbolicLink(stableName, before.device());
    }

    @AfterEach
    void leaveNothing() throws Exception {
        before.close();
        after.close();
        SerialLoops.dispose().block(TransportTck.LIMIT);
        LeftThreads.expectNone();
    }

    @Test
    void aModuleThatIsPulledOutIsFoundWhereItIsPluggedInAgain() throws Exception {
        try (KeptLine line = new KeptLine(AtClient.over(port()))) {
            AtSession first = line.next();
            CompletableFuture<AtReply> inFlight = first.send("AT+CSQ").toFuture();
            CompletableFuture<AtReply> waiting = first.send("AT").toFuture();
            assertThat(before.input().readNBytes(7)).isEqualTo(ascii("AT+CSQ\r"));

            pullOut();

            assertLost(failure(inFlight), Outcome.UNKNOWN);
            assertLost(failure(waiting), Outcome.NOT_SENT);
            line.ask();
            line.await(Failed.class);
            assertWorksAfterPluggingInAgain(line);
        }
    }

    @Test
    void aModuleThatTakesNoBytesEndsTheLineByTheWriteTimeout() throws Exception {
        try (KeptLine line = new KeptLine(AtClient.over(port().writeTimeout(Duration.ofMillis(300)))
                .profile(Profiles.generic()
                        .mutate()
                        .dataEntryIdle(Duration.ofMillis(500))
                        .build()))) {
            AtSession first = line.next();
            CompletableFuture<AtReply> inFlight = first.send(AtCommand.raw("AT+PUT")
                            .payload(Payload.counted(new byte[4 << 20]))
                            .timeout(Duration.ofMinutes(10)))
                    .toFuture();
            CompletableFuture<AtReply> waiting = first.send("AT").toFuture();
            assertThat(before.input().readNBytes(7)).isEqualTo(ascii("AT+PUT\r"));
            before.output().write(ascii("\r\n> "));

            assertLost(failure(inFlight), Outcome.UNKNOWN);
            assertThat(failure(inFlight)).hasMessageContaining("took no bytes for 300 ms");
            assertLost(failure(waiting), Outcome.NOT_SENT);
            pullOut();
            line.ask();
            assertWorksAfterPluggingInAgain(line);
        }
    }

    @Test
    void aModuleThatHangsIsFoundOutByAskingIt() throws Exception {
        AtClient impatient = AtClient.over(port())
                .options(AtOptions.builder()
                        .liveness(Duration.ofMillis(200))
                        .drain(Duration.ofMillis(100))
                        .probeTimeout(Duration.ofMillis(300))
                        .build());
        try (KeptLine line = new KeptLine(impatient)) {
            AtSession first = line.next();

            assertThatThrownBy(() -> first.onClose().block(TransportTck.LIMIT))
                    .isInstanceOf(AtConnectionException.class)
                    .hasMessageContaining("no answer to 3 probes");
            pullOut();
            line.ask();
            assertWorksAfterPluggingInAgain(line);
        }
    }

    private SerialTransport port() {
        return SerialTransport.port(stableName.toString());
    }

    private void pullOut() throws IOException {
        before.hangUp();
        Files.delete(stableName);
    }

    private void assertWorksAfterPluggingInAgain(KeptLine line) throws Exception {
        try (TinyModem modem = new TinyModem(after)) {
            Files.createSymbolicLink(stableName, after.device());
            assertThat(answer(line.take(), "AT+CSQ")).isEqualTo("+CSQ: 21,99");
            assertThat(modem.commands()).contains("AT+CSQ");
        }
    }

    private static void assertLost(Throwable failure, Outcome outcome) {
        assertThat(failure).isInstanceOf(AtConnectionException.class).satisfies(e -> assertThat(
                        ((AtConnectionException) e).outcome())
                .isEqualTo(outcome));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
