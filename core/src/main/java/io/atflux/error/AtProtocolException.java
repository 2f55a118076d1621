package io.atflux.error;

import org.jspecify.annotations.Nullable;

/** The modem's output does not fit the command: a reply that does not parse, a prompt for data that the command does not have. */
public final class AtProtocolException extends AtException {

    private static final long serialVersionUID = 1L;

    /** The kind of a failure. Later releases may add constants: programs treat an unknown one as {@link #OTHER}. */
    public enum Reason {
        /** The command's decoder cannot read the reply, or threw; the cause is its exception. */
        UNREADABLE_REPLY,
        /** The modem asks for data, and the command has none. */
        UNEXPECTED_PROMPT,
        /** The modem accepted a setting but does not report it afterwards. */
        SETTING_WITHOUT_EFFECT,
        /** None of these. */
        OTHER
    }

    private final Reason reason;

    /**
     * @param command the command line, its secrets masked; null if no command is concerned
     * @param outcome what happened to the command
     * @param cause the decoder's exception; null for none
     */
    public AtProtocolException(
            Reason reason, String message, @Nullable String command, Outcome outcome, @Nullable Throwable cause) {
        super(message, command, outcome, cause);
        this.reason = reason;
    }

    /** The kind of the failure. */
    public Reason reason() {
        return reason;
    }
}
