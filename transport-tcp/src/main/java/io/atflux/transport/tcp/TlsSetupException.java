package io.atflux.transport.tcp;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** TLS cannot be set up on this side; the message is the reason in plain words, and holds nothing secret. */
final class TlsSetupException extends IOException {

    private static final long serialVersionUID = 1L;

    TlsSetupException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
