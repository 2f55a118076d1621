package io.atflux.error;

import org.jspecify.annotations.Nullable;

/** The request cannot be written as it stands: a parameter out of range, a byte that the command line cannot carry. */
public final class AtUsageException extends AtException {

    private static final long serialVersionUID = 1L;

    /** The kind of a failure. Later releases may add constants: programs treat one that they do not know as {@link #OTHER}. */
    public enum Reason {
        /** The whole command line is longer than the module takes. */
        COMMAND_TOO_LONG,
        /** A character that the command line, the string, or the character set cannot carry. */
        CHARACTER,
        /** A parameter that is too small, too large, too short or too long. */
        PARAMETER,
        /** A topic, or a topic filter, that is none. */
        TOPIC,
        /** A text that no host can be. */
        HOST,
        /** A file that the module could not read. */
        FILE,
        /** A transport's URL, or one of its options. */
        URL,
        /** No access point is known for the SIM. */
        NO_APN,
        /** The command would change how the session and the modem understand each other. */
        LINE_SETTING,
        /** The module has no such function, says its dialect. */
        UNSUPPORTED,
        /** None of these; the message tells more. */
        OTHER
    }

    private final Reason reason;

    /**
     * Nothing of such a request is ever written.
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
