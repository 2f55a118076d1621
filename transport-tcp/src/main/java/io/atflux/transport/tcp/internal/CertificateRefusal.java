package io.atflux.transport.tcp.internal;

import java.security.cert.CertificateException;
import org.jspecify.annotations.Nullable;

/** A server's certificate is not accepted; the message is the reason in plain words. */
final class CertificateRefusal extends CertificateException {

    private static final long serialVersionUID = 1L;

    CertificateRefusal(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
