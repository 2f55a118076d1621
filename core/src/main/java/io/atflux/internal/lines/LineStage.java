package io.atflux.internal.lines;

import io.atflux.SessionEvent;
import io.atflux.internal.codec.FrameSink;
import io.atflux.internal.codec.LineDialect;
import io.atflux.internal.codec.LineDialect.After;
import io.atflux.internal.codec.LineDialect.OwnLead;
import io.atflux.internal.ledger.Seat;
import io.atflux.internal.lines.HeldText.Held;
import io.atflux.internal.session.Services;
import io.atflux.internal.text.Lines;
import io.atflux.internal.time.Durations;
import io.atflux.internal.time.Timed;
import io.atflux.line.AtLine;
import io.atflux.profile.Framing;
import io.atflux.urc.UrcType;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The one place between the scanner and whoever gets lines. What is text is joined to its header as it arrives, before any queue
 * ({@link TextJoiner}); only what is no text is classified. This knows what stands before each line, and when the line fell
 * silent. Confined to the event loop.
 */
public final class LineStage extends Timed implements FrameSink {

    /** So long behind the last byte, a text whose end is missing is given up. */
    private static final long HOLD = Durations.nanos(Duration.ofSeconds(1));

    /** A restart is silent for seconds; somebody else's words within a message are not. */
    public static final long RESTART_SILENCE = Durations.nanos(Duration.ofMillis(500));

    public final LineSettings settings;
    private final Services given;
    private final LineSink sink;
    private final Framing framing;
    private final LineSamples samples;
    private final TextJoiner joiner;
    private final EchoCandidate echo;

    private final LinePlace place = new LinePlace();
    /** The bytes that are being read came after a silence such as a restart is. */
    private boolean outOfSilence;

    private boolean promptRefused;
    private long lastByte;

    public LineStage(Services given, LineSink sink) {
        this.given = given;
        this.sink = sink;
        this.framing = given.profile.framing();
        this.settings = new LineSettings(new LineDialect(framing.lineEnd()));
        this.samples = new LineSamples(settings.dialect);
        this.lastByte = given.now();
        this.joiner = new TextJoiner(given, sink, this);
        this.echo = new EchoCandidate(settings, joiner);
    }

    /** Bytes arrived, and are read next. */
    public void arrived() {
        long now = given.now();
        long quiet = now - lastByte;
        if (isDeadlineSet() && quiet >= patience()) {
            clearDeadline();
            timeUp();
        }
        outOfSilence = quiet >= RESTART_SILENCE && given.wire.scanner().leadSoFar() != null;
        if (quiet >= gap()) {
            beginsOutOfSilence(given.wire.scanner().leadSoFar());
        }
        lastByte = now;
    }

    private void beginsOutOfSilence(@Nullable String lead) {
        samples.silence(lead);
        // Behind anybody's echo, a late one's too, stands the host's CR.
        if (lead != null && !lead.isEmpty() && place.after == After.LINE && !place.looksEchoed) {
            settings.dialect.fellSilent(lead);
        }
    }

    /** They were read. */
    public void read() {
        if (!echo.isHeld()) {
            joiner.lineBegan();
        }
        if (isWaiting()) {
            setDeadline(given.deadlines, lastByte + patience());
        } else {
            clearDeadline();
        }
    }

    private boolean isWaiting() {
        return joiner.isWaiting() || echo.isHeld() || promptRefused;
    }

    private long gap() {
        return Durations.nanos(framing.gap()) + given.wire.transmission(0);
    }

    private long patience() {
        return joiner.outlastsSilence() ? Math.max(HOLD, gap()) : gap();
    }

    @Override
    protected void timeUp() {
        sink.readBegins();
        try {
            if (joiner.outlastsSilence()) {
                joiner.limit();
            } else {
                silence();
            }
            lonePrompt();
        } finally {
            sink.readEnds();
        }
    }

    private void silence() {
        String so = given.wire.scanner().leadSoFar();
        echo.silence(so == null ? "" : so);
        joiner.move(joiner.state().silence(), null);
    }

    /** No more bytes will come. */
    public void end() {
        boolean unfinished = given.wire.scanner().leadSoFar() == null;
        if (unfinished || joiner.outlastsSilence()) {
            joiner.limit();
        } else {
            silence();
        }
        clearDeadline();
    }

    @Override
    public void line(AtLine line) {
        take(line, given.wire.scanner().markOfLine());
    }

    /** @param began what had been written when its first byte came */
    void take(AtLine line, long began) {
        promptRefused = false;
        echo.lineFollows(line.lead());
        OwnLead own = lead(line);
        if (joiner.isBetweenTexts() && !settings.mayEchoAgain(line, began)) {
            // Nearly all lines: nothing holds this one.
            classify(line, own, began);
            return;
        }
        if (!echo.takes(line, own, began)) {
            joiner.line(line, own, began);
        }
    }

    private OwnLead lead(AtLine line) {
        OwnLead lead = settings.dialect.ownLead(line.lead(), place.after);
        return lead != OwnLead.YES && joiner.isNoneOfTheText(line, lead) ? OwnLead.YES : lead;
    }

    /** It is no text; null for nothing. */
    void classify(@Nullable Held held) {
        if (held != null) {
            classify(held.line(), held.lead(), held.mark());
        }
    }

    void classify(AtLine came, OwnLead own, long mark) {
        place.looksEchoed = settings.looksEchoed(came.text());
        AtLine line = withoutNoise(came);
        if (line.text().isBlank()) {
            return;
        }
        After before = place.after;
        place.line(mark);
        if (place.behindLine) {
            settings.dialect.stoodBetween(came.lead());
        }
        settings.lineCame();
        samples.begins(came.lead(), before);
        boolean announces = outOfSilence && own == OwnLead.YES && framing.isRestart(line);
        outOfSilence = false;
        sink.line(Lines.withOwnLead(line, own == OwnLead.YES));
        if (announces) {
            sink.restarted(line);
        }
        if (samples.over()) {
            given.events.event(new SessionEvent.OtherLineEnds(settings.dialect.toString()));
        }
    }

    /** NULs before a text's line are text; before another one they are noise. */
    private AtLine withoutNoise(AtLine line) {
        int noise = Lines.leadingNuls(line);
        if (noise == 0) {
            return line;
        }
        sink.noise(noise);
        return Lines.without(line, noise);
    }

    /**
     * Hands a line on, with the text that belongs to it as soon as that is whole.
     *
     * @param answers whose answer it is, null for no command's
     * @param type which result code it is otherwise, as {@link LineSink#whole} has it
     */
    public void deliver(AtLine line, @Nullable Seat answers, @Nullable UrcType<?> type) {
        joiner.deliver(line, answers, type, place.behindLine);
    }

    /** The command in flight is out of time: what is held may be its answer. */
    public void commandEnds() {
        joiner.commandEnds();
    }

    /** What came of the seat's text that is not over yet; null for none. */
    @Nullable
    public AtLine soFar(Seat seat) {
        return joiner.soFar(seat);
    }

    /** A command line goes out, and its echo may follow. */
    public void written(String line) {
        settings.written(line, given.wire.writes(), given.wire.scanner().leadSoFar(), joiner.isBetweenTexts());
    }

    /** A line was text, or waits to be; a damaged echo behind a text passes for more of it. */
    void wasText(AtLine line) {
        settings.textCame();
        place.after = After.LINE;
        place.looksEchoed = settings.looksEchoed(line.text());
    }

    /** The line that is being classified was the echo of a command. */
    public void echoCame(AtLine line) {
        place.after = settings.isEscapes(line.text()) ? After.NOTHING : After.ECHO;
        settings.echoCame(line.text());
        samples.disturbed();
    }

    /** It was an answer, to a command that says what answers it, in step. */
    public void answered(boolean isFinal) {
        samples.answered(isFinal);
    }

    /** What had been written when the first byte of the line that is being classified came. */
    public long mark() {
        return place.mark;
    }

    @Override
    public boolean prompt(String lead) {
        echo.promptFollows(lead);
        OwnLead own = settings.dialect.ownLead(lead, place.after);
        if (!joiner.letsPrompt(own)) {
            promptRefused = true;
            return false;
        }
        return takePrompt(lead);
    }

    private boolean takePrompt(String lead) {
        After before = place.after;
        place.after = After.NOTHING;
        samples.disturbed();
        boolean taken = sink.prompt(lead);
        if (!taken) {
            place.after = before;
        }
        return taken;
    }

    /** A message ends with its line end, so that a line which stays unfinished is none of its: a prompt may be one. */
    private void lonePrompt() {
        String lead = promptRefused ? given.wire.scanner().takeLonePrompt() : null;
        promptRefused = false;
        if (lead == null) {
            return;
        }
        joiner.endsBeforePrompt();
        // It is taken away before: what the payload sets off may come at once.
        if (!takePrompt(lead)) {
            given.wire.scanner().putBack(lead);
        }
    }

    @Override
    public void overlong(long bytes) {
        joiner.limit();
        sink.overlong(bytes);
    }

    @Override
    public void noise(int bytes) {
        sink.noise(bytes);
    }
}
