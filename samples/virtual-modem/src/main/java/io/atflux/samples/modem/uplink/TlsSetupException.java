package io.atflux.samples.modem.uplink;

/** Unusable TLS material. The message never quotes it. */
final class TlsSetupException extends Exception {

    private static final long serialVersionUID = 1L;

    private final SslErrorCode error;

    TlsSetupException(SslErrorCode error, String message) {
        super(message);
        this.error = error;
    }

    Refusal refusal() {
        return error.refusal(String.valueOf(getMessage()));
    }
}
