package io.atflux.transport.tcp.internal;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** TLS cannot be set up on this side; the message is the reason in plain words, without secrets. */
public final class LocalTlsException extends IOException {

    private static final long serialVersionUID = 1L;

    LocalTlsException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
