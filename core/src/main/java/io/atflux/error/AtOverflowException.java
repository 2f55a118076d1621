package io.atflux.error;

import org.jspecify.annotations.Nullable;

/** A bound was reached: a full queue, a reply or a line that is too long. */
public final class AtOverflowException extends AtException {

    private static final long serialVersionUID = 1L;

    public AtOverflowException(String message, @Nullable String command, Outcome outcome) {
        this(message, command, outcome, null);
    }

    public AtOverflowException(String message, @Nullable String command, Outcome outcome, @Nullable Throwable cause) {
        super(message, command, outcome, cause);
    }
}
