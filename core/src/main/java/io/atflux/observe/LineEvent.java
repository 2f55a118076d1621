package io.atflux.observe;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * A line that was written or that came, and the session's decision about it: which command it belongs to, or that it belongs to none.
 * Told once for each line, in the order of the line; secrets are masked. Immutable.
 */
public final class LineEvent {

    /** The part that a line plays. New ones may be added. */
    public enum Kind {
        /** Written: a command line, without its CR. */
        COMMAND,
        /** Written: the data that a command has a prompt for. The text is their number of bytes. */
        DATA,
        /** Written: other characters. The text is their name: {@code ESC}, {@code CR}, {@code LF}, {@code +++}, {@code abort}. */
        CONTROL,
        /** The module's echo of a command line (V.250 6.2.4). */
        ECHO,
        /** The module asks for data. */
        PROMPT,
        /** An information response to a command (V.250 5.7.1). */
        ANSWER,
        /** A final result code (V.250 5.7.1). */
        FINAL,
        /** A result code that a command waits for: it ends the command, or tells its progress. */
        RESULT,
        /** An unsolicited result code (27.007 3.1). */
        UNSOLICITED,
        /** The text below an answer or an unsolicited result code; as much of it as came. */
        TEXT,
        /** A line that belongs to no command and to no known code. */
        UNCLASSIFIED,
        /** Bytes that are no line, or more than a line may have. The text is their number. */
        NOISE;

        /** Whether the host wrote it. */
        public boolean isWritten() {
            return this == COMMAND || this == DATA || this == CONTROL;
        }
    }

    private final Kind kind;
    private final String text;
    private final @Nullable String command;
    private final @Nullable Duration allowed;
    private final ContextView context;

    private LineEvent(
            Kind kind, String text, @Nullable String command, @Nullable Duration allowed, ContextView context) {
        this.kind = kind;
        this.text = text;
        this.command = command;
        this.allowed = allowed;
        this.context = context;
    }

    /** An event of no command: for the tests of a listener, and for sessions. */
    public static LineEvent of(Kind kind, String text) {
        return new LineEvent(kind, text, null, null, Context.empty());
    }

    /** The same line as one of a command; the values are those of the accessors. */
    public LineEvent belongingTo(String command, @Nullable Duration allowed, ContextView context) {
        return new LineEvent(kind, text, command, allowed, context);
    }

    /** The part that it plays. */
    public Kind kind() {
        return kind;
    }

    /** The line without its line end, secrets masked, one char a byte. */
    public String text() {
        return text;
    }

    /** The command line that it is or belongs to, masked; also one that was given up before. Null if it belongs to none. */
    public @Nullable String command() {
        return command;
    }

    /**
     * Of what was written for a command: how long the prompt or the final result that comes next may take, without the time that the
     * line itself needs. Null for everything else.
     */
    public @Nullable Duration allowed() {
        return allowed;
    }

    /**
     * The Reactor context of the subscriber that sent the command; empty for a line of no command, and for the session's own ones.
     * {@link io.atflux.modem.StepProgress#in} finds the step in it.
     */
    public ContextView context() {
        return context;
    }

    @Override
    public String toString() {
        return "LineEvent[kind=" + kind + ", text=" + text + ", command=" + command + ", allowed=" + allowed + "]";
    }
}
