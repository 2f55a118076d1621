package io.atflux.error;

import org.jspecify.annotations.Nullable;

/** The modem said something that the command cannot mean: a reply that does not parse, a prompt that nobody answers. */
public final class AtProtocolException extends AtException {

    private static final long serialVersionUID = 1L;

    public AtProtocolException(String message, @Nullable String command, Outcome outcome) {
        this(message, command, outcome, null);
    }

    public AtProtocolException(String message, @Nullable String command, Outcome outcome, @Nullable Throwable cause) {
        super(message, command, outcome, cause);
    }
}
