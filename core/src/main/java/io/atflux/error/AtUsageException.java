package io.atflux.error;

import org.jspecify.annotations.Nullable;

/** The request cannot be written as it stands: a parameter out of range, a byte that the command line cannot carry. */
public final class AtUsageException extends AtException {

    private static final long serialVersionUID = 1L;

    /** Nothing of such a request is ever written. */
    public AtUsageException(String message, @Nullable String command) {
        super(message, command, Outcome.NOT_SENT, null);
    }
}
