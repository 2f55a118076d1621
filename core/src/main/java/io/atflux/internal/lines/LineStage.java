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
 * The only stage between the scanner and the receiver of lines. Text is joined to its header as it arrives, before any queue
 * ({@link TextJoiner}); only lines that are not text are classified. The stage knows what precedes each line, and when the line
 * fell silent. Confined to the event loop.
 */
public final class LineStage extends Timed implements FrameSink {

    /** The time after the last byte until a text without its end is given up. */
    private static final long HOLD = Durations.nanos(Duration.ofSeconds(1));

    /** A restart is silent for seconds; text of another party within a message is not. */
    public static final long RESTART_SILENCE = Durations.nanos(Duration.ofMillis(500));

    public final LineSettings settings;
    private final Services given;
    private final LineSink sink;
    private final Framing framing;
    private final LineSamples samples;
    private final TextJoiner joiner;
    private final EchoCandidate echo;

    private final LinePlace place = new LinePlace();
    /** The line that begins arrived after a silence as long as a restart's, in one read or several. */
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

    /** Bytes arrived, and are scanned next. */
    public void arrived() {
        long now = given.now();
        long quiet = now - lastByte;
        if (isDeadlineSet() && quiet >= patience()) {
            clearDeadline();
            timeUp();
        }
        if (quiet >= RESTART_SILENCE) {
            outOfSilence = given.wire.scanner().leadSoFar() != null;
        }
        if (quiet >= gap()) {
            beginsOutOfSilence(given.wire.scanner().leadSoFar());
        }
        lastByte = now;
    }

    private void beginsOutOfSilence(@Nullable String lead) {
        samples.silence(lead);
        // After any echo, also a late one, the host's CR follows.
        if (lead != null && !lead.isEmpty() && place.after == After.LINE && !place.looksEchoed) {
            settings.dialect.fellSilent(lead);
        }
    }

    /** The bytes were scanned. */
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
        sink.holdWrites();
        try {
            if (joiner.outlastsSilence()) {
                joiner.limit();
            } else {
                silence();
            }
            lonePrompt();
        } finally {
            sink.releaseWrites();
        }
    }

    private void silence() {
        String so = given.wire.scanner().leadSoFar();
        echo.silence(so == null ? "" : so);
        joiner.move(joiner.state().silence(), null);
    }

    /** No more bytes arrive. */
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

    /** @param began the number of writes when its first byte arrived */
    void take(AtLine line, long began) {
        promptRefused = false;
        echo.lineFollows(line.lead());
        OwnLead own = lead(line);
        if (joiner.isBetweenTexts() && !settings.mayEchoAgain(line, began)) {
            // Nearly all lines: no echo candidate or text holds this one.
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

    /** Classifies a line that is not text; null for none. */
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

    /** NULs before a line of a text are text; before another line they are noise. */
    private AtLine withoutNoise(AtLine line) {
        int noise = Lines.leadingNuls(line);
        if (noise == 0) {
            return line;
        }
        sink.noise(noise);
        return Lines.without(line, noise);
    }

    /**
     * Delivers a line, with its text as soon as that is complete.
     *
     * @param answers the command whose answer it is; null for none
     * @param type the result code that it is otherwise, as in {@link LineSink#whole}
     */
    public void deliver(AtLine line, @Nullable Seat answers, @Nullable UrcType<?> type) {
        joiner.deliver(line, answers, type, place.behindLine);
    }

    /** The command in flight timed out: a held line may be its answer. */
    public void commandEnds() {
        joiner.commandEnds();
    }

    /** The part that has arrived of the seat's unfinished text; null for none. */
    @Nullable
    public AtLine soFar(Seat seat) {
        return joiner.soFar(seat);
    }

    /** A command line is written, and its echo may follow. */
    public void written(String line) {
        settings.written(line, given.wire.writes(), given.wire.scanner().leadSoFar(), joiner.isBetweenTexts());
    }

    /** A line was text, or may be; a damaged echo after a text counts as more of it. */
    void wasText(AtLine line) {
        settings.textCame();
        place.after = After.LINE;
        place.looksEchoed = settings.looksEchoed(line.text());
    }

    /** The line that is being classified was a command's echo. */
    public void echoCame(AtLine line) {
        place.after = settings.isEscapes(line.text()) ? After.NOTHING : After.ECHO;
        settings.echoCame(line.text());
        samples.disturbed();
    }

    /** The line was an answer, in step, to a command that declares its answers. */
    public void answered(boolean isFinal) {
        samples.answered(isFinal);
    }

    /** The number of writes when the first byte of the line that is being classified arrived. */
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

    /** A message ends with its line end, so a line that stays unfinished is not part of it and may be a prompt. */
    private void lonePrompt() {
        String lead = promptRefused ? given.wire.scanner().takeLonePrompt() : null;
        promptRefused = false;
        if (lead == null) {
            return;
        }
        joiner.endsBeforePrompt();
        // Removed first: the answer to the payload may arrive at once.
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
