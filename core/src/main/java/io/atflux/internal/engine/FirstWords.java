package io.atflux.internal.engine;

import io.atflux.SessionEvent;
import io.atflux.internal.time.Durations;
import io.atflux.line.AtLine;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** All that came since the line was opened, before the modem's first result code: what it tells of the modem's state. Confined to the event loop. */
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
    /** The end of what was being said was waited for. */
    boolean listened;

    FirstWords(SessionCore core) {
        this.core = core;
    }

    void bytesCame() {
        any = true;
        lastByte = core.given.now();
    }

    /** A line came that is neither an echo nor a result code. */
    void line(AtLine line) {
        String text = line.text();
        // S4 is not LF: what should stand between the lines stands in them.
        framed |= text.length() <= 4 && text.strip().endsWith("OK");
        if (lines.size() == MOST_LINES) {
            lines.remove(0);
        }
        lines.add(masked(text));
    }

    void echo() {
        echoed = true;
    }

    /** Until when somebody may be speaking; the session clock's nanoseconds. */
    long spokenUntil() {
        return Math.min(lastByte + PAUSE_IN_SPEECH, core.given.now() - core.standing.up() + LONGEST_SPEECH);
    }

    /** Not one byte came. */
    boolean isNothing() {
        return !any;
    }

    /** The line stands at a prompt: a data entry is open. */
    boolean isPrompt() {
        return unfinished().strip().equals(">");
    }

    /** It says something: no data entry is open. */
    boolean hasLines() {
        return !lines.isEmpty();
    }

    /** It answered, between characters that should be line ends. */
    boolean isAnswered() {
        return framed;
    }

    /** It hears what it is sent, and does not answer as it should. */
    boolean isHeardButNotAnswered() {
        return framed || isEchoedOnly();
    }

    /** What it is sent comes back, and nothing else. */
    boolean isEchoedOnly() {
        return echoed && lines.isEmpty();
    }

    private String unfinished() {
        return new String(core.given.wire.scanner().countedSoFar(), StandardCharsets.ISO_8859_1);
    }

    /** Of what kind all is that came. */
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

    /** All of it, for the session's end; with {@code silent}, as if nothing had come. */
    SessionEvent.NoModem noModem(boolean silent) {
        return silent
                ? new SessionEvent.NoModem(SessionEvent.Heard.NOTHING, NOTHING_CAME)
                : new SessionEvent.NoModem(heard(), told());
    }

    /** What came instead of an answer, as the end of a sentence. */
    String told() {
        if (!any) {
            return NOTHING_CAME;
        }
        if (isPrompt()) {
            return "; it asks for data that somebody else was to send";
        }
        List<String> said = new ArrayList<>(lines);
        if (!unfinished().isBlank()) {
            said.add(masked(unfinished()));
        }
        if (said.isEmpty()) {
            return echoed ? "; it echoes what it is sent, and answers nothing" : "; only line ends came";
        }
        return said.stream().allMatch(String::isEmpty)
                ? "; what came is no text, as at another speed"
                : "; what came instead: \"" + String.join("\", \"", said) + '"';
    }

    /** Without our secrets, and those of anybody whose commands the far end repeats. */
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
