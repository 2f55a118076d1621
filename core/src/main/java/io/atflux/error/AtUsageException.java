package io.atflux.error;

import org.jspecify.annotations.Nullable;

/** The request cannot be written: a parameter is out of range, or the command line cannot carry a byte. */
public final class AtUsageException extends AtException {

    private static final long serialVersionUID = 1L;

    /** The kind of a failure. Later releases may add constants: programs treat an unknown one as {@link #OTHER}. */
    public enum Reason {
        /** The whole command line is longer than the module accepts. */
        COMMAND_TOO_LONG,
        /** A character that the command line, the string, or the character set cannot carry. */
        CHARACTER,
        /** A parameter that is too small, too large, too short or too long. */
        PARAMETER,
        /** An invalid topic or topic filter. */
        TOPIC,
        /** A text that cannot be a host. */
        HOST,
        /** A file that the module cannot read. */
        FILE,
        /** An invalid transport URL or option. */
        URL,
        /** No access point is known for the SIM. */
        NO_APN,
        /** The command would change a setting that session and module rely on to understand each other. */
        LINE_SETTING,
        /** The module has no such function, according to its dialect. */
        UNSUPPORTED,
        /** None of these; the message tells more. */
        OTHER
    }

    private final Reason reason;

    /**
     * A failure before any write: nothing of the request is ever written.
     *
     * @param command the command line, its secrets masked; null if no command is concerned
     */
    public AtUsageException(Reason reason, String message, @Nullable String command) {
        super(message, command, Outcome.NOT_SENT, null);
        this.reason = reason;
    }

    /** The kind of the failure. */
    public Reason reason() {
        return reason;
    }
}
