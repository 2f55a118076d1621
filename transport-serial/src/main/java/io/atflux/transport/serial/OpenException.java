package io.atflux.transport.serial;

import io.atflux.error.AtConnectionException.Reason;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The reason for which a port did not open, with its kind for programs. */
final class OpenException extends IOException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    OpenException(Reason reason, String message) {
        this(reason, message, null);
    }

    OpenException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** The kind of a failure to open. */
    static Reason reason(Throwable cause) {
        return cause instanceof OpenException known ? known.reason : Reason.OTHER;
    }
}
