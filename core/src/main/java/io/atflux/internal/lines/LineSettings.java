package io.atflux.internal.lines;

import io.atflux.internal.codec.LineDialect;
import io.atflux.line.AtLine;
import org.jspecify.annotations.Nullable;

/**
 * The session's knowledge of the settings that change the form of the modem's lines: the dialect of their ends, and whether it
 * echoes. Confined to the event loop.
 */
public final class LineSettings {

    final LineDialect dialect;
    /** The form of result codes (V.250 6.2.6). */
    private enum Codes {
        /** Words, as far as is known. */
        UNKNOWN,
        /** This session has seen words. */
        WORDS,
        /** A command of this session, or of the one before, asked for numbers. */
        NUMBERS,
        /** Numbers came unasked: a part of a command, or another party's, did it. */
        UNASKED_NUMBERS
    }

    private final AwaitedEchoes echoes = new AwaitedEchoes();
    private boolean echoOff;
    /** An echo arrived although echoes were switched off; it may have been text. */
    private boolean again;
    /** An echo arrived outside a text. */
    private boolean echoSeen;

    /** Text arrived since the last write. */
    private boolean textCame;

    private Codes codes = Codes.UNKNOWN;

    private String lastWritten = "";
    private LineEffect lastEffect = LineEffect.NONE;
    private long writesBefore;
    /** The bytes since the last line when the command was written; null if another line has begun or arrived since. */
    private @Nullable String leadBefore;

    /**
     * The settings that the next session on the same modem needs.
     *
     * @param numeric whether result codes may be numeric
     * @param echoOff whether an accepted command switched echoes off
     */
    public record Known(boolean numeric, boolean echoOff) {
        public static final Known NOTHING = new Known(false, false);
    }

    LineSettings(LineDialect dialect) {
        this.dialect = dialect;
    }

    public Known known() {
        return new Known(isNumeric(), echoOff);
    }

    public void inherit(Known former) {
        codes = former.numeric() ? Codes.NUMBERS : Codes.UNKNOWN;
        echoOff = former.echoOff();
    }

    /** Whether an echo is expected. */
    public boolean mayEcho() {
        return !echoOff;
    }

    /** Whether a line within a text looks like an expected echo; a damaged one counts only if the modem has been seen to echo. */
    boolean mayBeEchoWithinText(String line, long mark) {
        return !echoOff && echoes.mayBe(line, mark, echoSeen);
    }

    /** Whether a line may be the echo of any command, or differs by one byte from a command that was written. */
    boolean looksEchoed(String line) {
        return line.contains("AT") || echoes.mayBe(line, Long.MAX_VALUE, true);
    }

    /**
     * Whether a line looks like an echo after echoes were switched off, which shows a modem that restarted without an announcement:
     * the first line after a write, with no byte of the modem's before it.
     */
    boolean mayEchoAgain(AtLine line, long mark) {
        return echoOff
                && mark > writesBefore
                && line.lead().equals(leadBefore)
                && line.text().equals(lastWritten);
    }

    /** An echo arrived, whether or not echoes were switched off. */
    void echoesAgain() {
        again = echoOff;
        echoOff = false;
    }

    /** Whether an echo has just shown that echoes are no longer switched off; true only once. */
    public boolean takeEchoesAgain() {
        boolean was = again;
        again = false;
        return was;
    }

    /** A line that looked like an echo was none. */
    public void stillSilent() {
        echoOff = true;
    }

    /** ESC is written, which an echoing modem may send back. */
    public void escapeWritten() {
        if (!echoOff) {
            echoes.escapeWritten();
        }
    }

    /** Whether the line holds only echoes of ESC. */
    public boolean isEscapes(String line) {
        return !echoOff && !line.isEmpty() && echoes.escapesBefore(line) == line.length();
    }

    /** The number of echoes of ESC with which the line begins. */
    public int escapesBefore(String line) {
        return echoes.escapesBefore(line);
    }

    /** A line was text: it may contain an echo. */
    void textCame() {
        textCame = true;
    }

    /** A line arrived that is not text. */
    void lineCame() {
        leadBefore = null;
    }

    void echoCame(String line) {
        echoes.came(line);
        echoSeen |= !textCame;
    }

    /** The reply to the line is complete: no echo of it follows. */
    public void over(String wire) {
        echoes.over(wire);
    }

    /** In step: no echo of an earlier command can still arrive. */
    public void inStep() {
        echoes.clear();
    }

    /**
     * A command line is written. Its effect on the form of lines holds from its answer on, or from within it.
     *
     * @param writes the number of writes before it
     * @param lead the bytes since the last line; null if another one has begun
     * @param betweenTexts whether no text is open
     */
    void written(String wire, long writes, @Nullable String lead, boolean betweenTexts) {
        lastEffect = effectOf(wire);
        lastWritten = wire;
        writesBefore = writes;
        leadBefore = lead;
        textCame = !betweenTexts;
        echoes.written(wire, writes);
        if (lastEffect.numeric()) {
            codes = Codes.NUMBERS;
        }
        if (lastEffect.changesLines()) {
            forgetLines();
        }
    }

    /** The command was accepted. */
    public void accepted(String wire) {
        if (effectOf(wire).noEcho()) {
            echoOff = true;
            echoes.clear();
        }
    }

    /** Nearly always called with the line written last: so each line is parsed once. */
    private LineEffect effectOf(String wire) {
        return wire.equals(lastWritten) ? lastEffect : LineEffect.of(wire);
    }

    public boolean isNumeric() {
        return codes == Codes.NUMBERS || codes == Codes.UNASKED_NUMBERS;
    }

    /**
     * A result code arrived in step: it shows the form of result codes, except after a command that changes the form.
     *
     * @param wire the command that it answers
     */
    public void resultCame(String wire, AtLine line) {
        boolean number = line.length() == 1;
        boolean word = line.text().equals("OK") || line.text().equals("ERROR");
        if (number) {
            codes = codes == Codes.NUMBERS ? Codes.NUMBERS : Codes.UNASKED_NUMBERS;
        } else if (word && !effectOf(wire).numeric()) {
            codes = Codes.WORDS;
        }
    }

    /** Whether result codes are numeric, and no command asked for that. */
    public boolean isNumericUnasked() {
        return codes == Codes.UNASKED_NUMBERS;
    }

    /** Whether a digit on a line of its own is no result code: this session has seen that they are words. */
    public boolean isVerbose() {
        return codes == Codes.WORDS;
    }

    /** The modem has restarted. Lines written while it was down, or just up, may still be echoed. */
    public void forget() {
        codes = Codes.UNKNOWN;
        forgetLines();
    }

    private void forgetLines() {
        dialect.forget();
        echoOff = false;
        echoSeen = false;
    }
}
