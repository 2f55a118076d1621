package io.atflux.error;

import org.jspecify.annotations.Nullable;

/** A bound was reached: a full queue, a reply or a line that is too long. */
public final class AtOverflowException extends AtException {

    private static final long serialVersionUID = 1L;

    /** The bound. Later releases may add constants: programs treat an unknown one as {@link #OTHER}. */
    public enum Limit {
        /** The commands that may wait for the line. */
        QUEUE,
        /** The lines of a reply, their bytes, or the bytes of one of them. */
        REPLY,
        /** The events that may wait for a subscriber without demand. */
        SUBSCRIBER,
        /** None of these. */
        OTHER
    }

    private final Limit limit;

    /**
     * @param command the command line, its secrets masked; null if no command is concerned
     * @param outcome what happened to the command
     */
    public AtOverflowException(Limit limit, String message, @Nullable String command, Outcome outcome) {
        super(message, command, outcome, null);
        this.limit = limit;
    }

    /** The bound that was reached. */
    public Limit limit() {
        return limit;
    }
}
