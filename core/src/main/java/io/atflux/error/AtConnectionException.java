package io.atflux.error;

import org.jspecify.annotations.Nullable;

/** The line could not be opened, or was lost: the commands that waited are NOT_SENT, the one in flight is UNKNOWN. */
public final class AtConnectionException extends AtException {

    private static final long serialVersionUID = 1L;

    public AtConnectionException(String message, @Nullable String command, Outcome outcome) {
        this(message, command, outcome, null);
    }

    public AtConnectionException(String message, @Nullable String command, Outcome outcome, @Nullable Throwable cause) {
        super(message, command, outcome, cause);
    }
}
