package io.atflux.internal.engine;

import io.atflux.SessionEvent;
import io.atflux.internal.time.Durations;
import io.atflux.line.AtLine;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytes from the opening of the line to the modem's first result code, and their conclusions about its state. Confined to the
 * event loop.
 */
final class FirstWords {

    private static final String NOTHING_CAME = "; not one byte came since the line was opened";
    private static final int MOST_LINES = 4;
    private static final int MOST_CHARS = 80;
    private static final long PAUSE_IN_SPEECH = Durations.nanos(Duration.ofMillis(100));
    private static final long LONGEST_SPEECH = Durations.nanos(Duration.ofSeconds(1));

    private final SessionCore core;
    private final List<String> lines = new ArrayList<>(0);
    private boolean any;
    private boolean echoed;
    private boolean framed;
    private long lastByte;
    /** The end of the modem's output was awaited. */
    boolean listened;

    FirstWords(SessionCore core) {
        this.core = core;
    }

    void bytesCame() {
        any = true;
        lastByte = core.given.now();
    }

    /** A line arrived that is neither an echo nor a result code. */
    void line(AtLine line) {
        String text = line.text();
        // S4 is not LF: the modem's own separator is part of the lines.
        framed |= text.length() <= 4 && text.strip().endsWith("OK");
        if (lines.size() == MOST_LINES) {
            lines.remove(0);
        }
        lines.add(masked(text));
    }

    void echo() {
        echoed = true;
    }

    /** The time until which the modem may be printing; the session clock's nanoseconds. */
    long spokenUntil() {
        return Math.min(lastByte + PAUSE_IN_SPEECH, core.given.now() - core.standing.up() + LONGEST_SPEECH);
    }

    /** Not one byte arrived. */
    boolean isNothing() {
        return !any;
    }

    /** The modem is at a prompt: a data entry is open. */
    boolean isPrompt() {
        return unfinished().strip().equals(">");
    }

    /** The modem prints lines: no data entry is open. */
    boolean hasLines() {
        return !lines.isEmpty();
    }

    /** The modem answered, but with other characters in place of line ends. */
    boolean isAnswered() {
        return framed;
    }

    /** The modem receives commands, and does not answer as it should. */
    boolean isHeardButNotAnswered() {
        return framed || isEchoedOnly();
    }

    /** Only echoes arrived. */
    boolean isEchoedOnly() {
        return echoed && lines.isEmpty();
    }

    private String unfinished() {
        return new String(core.given.wire.scanner().countedSoFar(), StandardCharsets.ISO_8859_1);
    }

    /** The kind of everything that arrived. */
    SessionEvent.Heard heard() {
        if (!any) {
            return SessionEvent.Heard.NOTHING;
        }
        if (isPrompt()) {
            return SessionEvent.Heard.PROMPT;
        }
        if (lines.isEmpty() && unfinished().isBlank()) {
            return echoed ? SessionEvent.Heard.ECHO : SessionEvent.Heard.TEXT;
        }
        return lines.stream().allMatch(String::isEmpty) && masked(unfinished()).isBlank()
                ? SessionEvent.Heard.NO_TEXT
                : SessionEvent.Heard.TEXT;
    }

    /** A summary for the session's end; with {@code silent}, as if no byte had arrived. */
    SessionEvent.NoModem noModem(boolean silent) {
        return silent
                ? new SessionEvent.NoModem(SessionEvent.Heard.NOTHING, NOTHING_CAME)
                : new SessionEvent.NoModem(heard(), told());
    }

    /** The bytes that arrived instead of an answer, as the end of a sentence. */
    String told() {
        if (!any) {
            return NOTHING_CAME;
        }
        if (isPrompt()) {
            return "; it requests data for a command of another program";
        }
        List<String> said = new ArrayList<>(lines);
        if (!unfinished().isBlank()) {
            said.add(masked(unfinished()));
        }
        if (said.isEmpty()) {
            return echoed ? "; it echoes what it is sent, and answers nothing" : "; only line ends came";
        }
        return said.stream().allMatch(String::isEmpty)
                ? "; what came is no text: the speed may be wrong"
                : "; what came instead: \"" + String.join("\", \"", said) + '"';
    }

    /** Masks this session's secrets, and those in commands of others that the far end repeats. */
    private String masked(String text) {
        return shown(core.given.tap.mask(core.given.profile.masked(text)));
    }

    /** Empty if too little of it is text. */
    private static String shown(String text) {
        String printable = text.replaceAll("[^ -~]", "?");
        long strange = text.chars().filter(c -> c < ' ' || c > '~').count();
        if (strange * 4 > text.length()) {
            return "";
        }
        return printable.length() <= MOST_CHARS ? printable : printable.substring(0, MOST_CHARS) + "...";
    }
}
