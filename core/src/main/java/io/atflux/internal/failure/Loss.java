package io.atflux.internal.failure;

import io.atflux.error.AtConnectionException;
import io.atflux.error.AtConnectionException.Reason;
import io.atflux.error.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Why nothing more comes from a line.
 *
 * @param reason its kind
 * @param why the same for people
 * @param cause the transport's own error; null if it has none
 */
public record Loss(Reason reason, String why, @Nullable Throwable cause) {

    public Loss(Reason reason, String why) {
        this(reason, why, null);
    }

    /** The error for a command; null for none. */
    public AtConnectionException error(@Nullable String command, Outcome outcome) {
        return new AtConnectionException(reason, why, command, outcome, cause);
    }

    /** The error for whoever had sent nothing. */
    public AtConnectionException error() {
        return error(null, Outcome.NOT_SENT);
    }
}
