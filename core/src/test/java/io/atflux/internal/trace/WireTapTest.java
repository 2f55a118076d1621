package io.atflux.internal.trace;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.atflux.command.FinalResult;
import io.atflux.command.Payload;
import io.atflux.internal.text.Lines;
import io.atflux.internal.time.Deadlines;
import io.atflux.line.AtLine;
import io.atflux.observe.LineEvent.Kind;
import io.atflux.observe.WireEvent;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import reactor.test.scheduler.VirtualTimeScheduler;

/** The entries of the log and of a recording for each kind of traffic. */
class WireTapTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger("io.atflux.wire");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final List<String> recorded = new ArrayList<>();
    private final SecretMask mask = new SecretMask();
    private final Deadlines deadlines = new Deadlines(new EmbeddedChannel().eventLoop(), VirtualTimeScheduler.create());
    private final WireTap tap = new WireTap(
            "m",
            mask,
            new Recording(event -> recorded.add(event.format()), deadlines, mask),
            new LogContext(List.of()),
            null);

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
        logger.setLevel(Level.DEBUG);
        logger.setAdditive(false);
    }

    @AfterEach
    void leave() {
        logger.detachAppender(log);
        logger.setLevel(null);
        logger.setAdditive(true);
    }

    private List<String> logged() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private void read(String bytes) {
        tap.read(Unpooled.wrappedBuffer(bytes.getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Test
    void allThatIsWrittenIsLoggedAndRecorded() {
        tap.sent("AT+X", null);
        tap.sentPayload(Payload.counted(new byte[] {'a', (byte) 0xff}), null);
        tap.sentBare("\u001b", "ESC", null);
        tap.sentBare("q", "abort", null);
        assertThat(logged()).containsExactly("m >> AT+X", "m >> (2 bytes)", "m >> ESC", "m >> abort");
        assertThat(recorded)
                .containsExactly("0.000000 > AT+X\\r", "0.000000 > a\\xff", "0.000000 > \\x1b", "0.000000 > q");
        assertThat(tap.name()).isEqualTo("m");
    }

    @Test
    void whatIsReadIsLoggedByLinesAndNotes() {
        tap.received(AtLine.of("+X: 1"), Kind.UNSOLICITED, null, null);
        tap.prompt("AT+Y", null);
        tap.note("in step");
        assertThat(logged()).containsExactly("m << +X: 1", "m << >", "m -- in step");
    }

    @Test
    void withoutARecordingNothingIsRecorded() {
        WireTap logs = new WireTap("m", mask, null, new LogContext(List.of()), null);
        logs.sent("AT+X", null);
        logs.sentBare("\u001b", "ESC", null);
        logs.end();
        assertThat(logged()).containsExactly("m >> AT+X", "m >> ESC");
        assertThat(recorded).isEmpty();
    }

    @Test
    void aLineThatHasNotEndedIsHeldUntilItHasOrNothingMoreComes() {
        read("+X");
        assertThat(recorded).isEmpty();
        read(": 1\r");
        assertThat(recorded).containsExactly("0.000000 < +X", "0.000000 < : 1\\r");
        read("+Y");
        tap.sent("AT", null);
        assertThat(recorded).hasSize(2);
        tap.end();
        assertThat(recorded).hasSize(4).endsWith("0.000000 < +Y", "0.000000 > AT\\r");
    }

    @Test
    void aLineThatNeverEndsIsLetGoInPieces() {
        read("x".repeat(64 * 1024));
        assertThat(recorded).isEmpty();
        read("y");
        assertThat(recorded).hasSize(2);
    }

    @Test
    void aSecretThatTwoReadsCutIsHiddenInBoth() {
        mask.add(List.of("84625"));
        read("846");
        read("25\n");
        assertThat(recorded).containsExactly("0.000000 < ***", "0.000000 < **\\n");
    }

    @Test
    void anErrorsReasonIsMaskedAndItsNumberIsLeft() {
        AtLine cme = Lines.shownBy(AtLine.of("+CME ERROR: no 84625"), text -> text.replace("84625", "*****"));
        AtLine cms = Lines.shownBy(AtLine.of("+CMS ERROR: no 84625"), text -> text.replace("84625", "*****"));
        assertThat(ForPeople.masked(new FinalResult.Cme(null, "no 84625"), cme))
                .isEqualTo(new FinalResult.Cme(null, "no *****"));
        assertThat(ForPeople.masked(new FinalResult.Cms(null, "no 84625"), cms))
                .isEqualTo(new FinalResult.Cms(null, "no *****"));
        for (FinalResult ours : List.of(
                new FinalResult.Cme(16, "no 84625"),
                new FinalResult.Cms(16, "no 84625"),
                new FinalResult.Cme(16, null),
                new FinalResult.Cms(16, null),
                FinalResult.OK)) {
            assertThat(ForPeople.masked(ours, cme)).isSameAs(ours);
        }
        FinalResult elsewhere = new FinalResult.Cms(null, "of a table");
        assertThat(ForPeople.masked(elsewhere, cms)).isEqualTo(elsewhere);
    }

    @Test
    void aRecordingBeginsWithItsSession() {
        VirtualTimeScheduler time = VirtualTimeScheduler.create();
        time.advanceTimeBy(Duration.ofSeconds(3));
        List<WireEvent> events = new ArrayList<>();
        Recording recording = new Recording(events::add, new Deadlines(new EmbeddedChannel().eventLoop(), time), mask);
        time.advanceTimeBy(Duration.ofMillis(1_500));
        recording.sent("AT\r");
        assertThat(events).singleElement().extracting(WireEvent::at).isEqualTo(Duration.ofMillis(1_500));
    }
}
