package io.atflux.error;

import org.jspecify.annotations.Nullable;

/** The modem said something that the command cannot mean: a reply that does not parse, a prompt that nobody answers. */
public final class AtProtocolException extends AtException {

    private static final long serialVersionUID = 1L;

    /** The kind of a failure. Later releases may add constants: programs treat one that they do not know as {@link #OTHER}. */
    public enum Reason {
        /** The command's decoder cannot read the reply, or threw something; the cause is what it threw. */
        UNREADABLE_REPLY,
        /** The modem asks for data, and the command has none. */
        UNEXPECTED_PROMPT,
        /** The modem accepted a setting, and does not have it afterwards. */
        SETTING_WITHOUT_EFFECT,
        /** None of these. */
        OTHER
    }

    private final Reason reason;

    /**
     * @param command the command line, its secrets masked; null if no command is concerned
     * @param outcome what became of the command
     * @param cause the error of whoever read the reply; null for none
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
