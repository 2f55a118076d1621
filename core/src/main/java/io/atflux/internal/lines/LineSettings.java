package io.atflux.internal.lines;

import io.atflux.internal.codec.LineDialect;
import io.atflux.line.AtLine;
import org.jspecify.annotations.Nullable;

/**
 * What the session knows of the settings that change the looks of the modem's lines: the dialect of their ends, and whether it
 * echoes. Confined to the event loop.
 */
public final class LineSettings {

    final LineDialect dialect;
    private final AwaitedEchoes echoes = new AwaitedEchoes();
    private boolean echoOff;
    /** An echo came although they were switched off, which may have been a text. */
    private boolean again;
    /** An echo came where no text was. */
    private boolean echoSeen;

    /** Text came since the last write. */
    private boolean textCame;
    /** Whether result codes may come as numbers. */
    private boolean numeric;

    private String lastWritten = "";
    private LineEffect lastEffect = LineEffect.NONE;
    private long writesBefore;
    /** What had come since the last line when it was written; null where another line has begun or come since. */
    private @Nullable String leadBefore;

    /**
     * What the next session on the same modem has to know.
     *
     * @param numeric whether result codes may come as numbers
     * @param echoOff whether an accepted command switched echoes off
     */
    public record Known(boolean numeric, boolean echoOff) {
        public static final Known NOTHING = new Known(false, false);
    }

    LineSettings(LineDialect dialect) {
        this.dialect = dialect;
    }

    public Known known() {
        return new Known(numeric, echoOff);
    }

    public void inherit(Known former) {
        numeric = former.numeric();
        echoOff = former.echoOff();
    }

    /** Whether an echo is to be expected. */
    public boolean mayEcho() {
        return !echoOff;
    }

    /** Whether a line within a text looks like an echo that is to be expected; a damaged one only of a modem that was seen to. */
    boolean mayBeEchoWithinText(String line, long mark) {
        return !echoOff && echoes.mayBe(line, mark, echoSeen);
    }

    /** Whether a line may be anybody's echo: a command's, or one that differs by a byte from a command that was written. */
    boolean looksEchoed(String line) {
        return line.contains("AT") || echoes.mayBe(line, Long.MAX_VALUE, true);
    }

    /**
     * Whether a line looks like an echo after echoes were switched off, as of a modem that was restarted unheard: the first one
     * behind a write, with nothing of the modem's before it.
     */
    boolean mayEchoAgain(AtLine line, long mark) {
        return echoOff
                && mark > writesBefore
                && line.lead().equals(leadBefore)
                && line.text().equals(lastWritten);
    }

    /** An echo came, whatever was switched off. */
    void echoesAgain() {
        again = echoOff;
        echoOff = false;
    }

    /** Whether an echo has just shown that echoes are no longer switched off; only once. */
    public boolean takeEchoesAgain() {
        boolean was = again;
        again = false;
        return was;
    }

    /** What looked like an echo was none. */
    public void stillSilent() {
        echoOff = true;
    }

    /** ESC goes out, which an echoing modem may send back. */
    public void escapeWritten() {
        if (!echoOff) {
            echoes.escapeWritten();
        }
    }

    /** Whether the line is nothing but the echo of ESC. */
    public boolean isEscapes(String line) {
        return !echoOff && !line.isEmpty() && echoes.escapesBefore(line) == line.length();
    }

    /** So many echoes of ESC the line begins with. */
    public int escapesBefore(String line) {
        return echoes.escapesBefore(line);
    }

    /** A line was text: an echo may be among it. */
    void textCame() {
        textCame = true;
    }

    /** A line came that is no text. */
    void lineCame() {
        leadBefore = null;
    }

    void echoCame(String line) {
        echoes.came(line);
        echoSeen |= !textCame;
    }

    /** The reply to it is over: no echo comes after that. */
    public void over(String wire) {
        echoes.over(wire);
    }

    /** In step: no earlier command's echo is to come. */
    public void inStep() {
        echoes.clear();
    }

    /**
     * A command line goes out: whatever it says about lines holds from its answer on, or from within it.
     *
     * @param writes how much had been written before it
     * @param lead what had come since the last line, null where another one has begun
     * @param betweenTexts whether no text is open
     */
    void written(String wire, long writes, @Nullable String lead, boolean betweenTexts) {
        lastEffect = effectOf(wire);
        lastWritten = wire;
        writesBefore = writes;
        leadBefore = lead;
        textCame = !betweenTexts;
        echoes.written(wire, writes);
        numeric |= lastEffect.numeric();
        if (lastEffect.changesLines()) {
            forgetLines();
        }
    }

    /** It was accepted. */
    public void accepted(String wire) {
        if (effectOf(wire).noEcho()) {
            echoOff = true;
            echoes.clear();
        }
    }

    /** Nearly always asked of the line that was written last: each is parsed once. */
    private LineEffect effectOf(String wire) {
        return wire.equals(lastWritten) ? lastEffect : LineEffect.of(wire);
    }

    public boolean isNumeric() {
        return numeric;
    }

    /**
     * A result code came, in step: it shows how they come, but for the one to a command that changes that.
     *
     * @param wire what it answers
     */
    public void resultCame(String wire, AtLine line) {
        boolean number = line.length() == 1;
        boolean word = line.text().equals("OK") || line.text().equals("ERROR");
        if (number || (word && !effectOf(wire).numeric())) {
            numeric = number;
        }
    }

    /** The modem begins anew. What was written when it was down, or just up, may still come back. */
    public void forget() {
        numeric = false;
        forgetLines();
    }

    private void forgetLines() {
        dialect.forget();
        echoOff = false;
        echoSeen = false;
    }
}
