package io.atflux.internal.failure;

import io.atflux.error.AtConnectionException;
import io.atflux.error.AtConnectionException.Reason;
import io.atflux.error.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Why a line delivers nothing more.
 *
 * @param reason the kind of the loss
 * @param why the same in words, for messages
 * @param cause the transport's error; null if it has none
 */
public record Loss(Reason reason, String why, @Nullable Throwable cause) {

    public Loss(Reason reason, String why) {
        this(reason, why, null);
    }

    /** The error for a command; null for no command. */
    public AtConnectionException error(@Nullable String command, Outcome outcome) {
        return new AtConnectionException(reason, why, command, outcome, cause);
    }

    /** The error for a caller that had sent nothing. */
    public AtConnectionException error() {
        return error(null, Outcome.NOT_SENT);
    }
}
