package io.atflux.samples.modem.uplink;

/**
 * The numbers of {@code AT+GTSSLERR?}. The vendor documents groups: -7, -8, -9 and -20 the handshake, -11 the check of
 * the server's certificate, its CA and the clock, -12 to -18 the configured client certificate, -19 the trust file. The
 * meaning of each number within a group is this virtual module's own choice. A server that requires a client
 * certificate, or another one, causes a handshake error, because TLS libraries disagree on the alert for it.
 */
enum SslErrorCode {
    HANDSHAKE(-7),
    VERSION(-8),
    TIMEOUT(-9),
    SERVER_CERTIFICATE(-11),
    CLIENT_CERTIFICATE_UNREADABLE(-12),
    CLIENT_KEY_UNREADABLE(-13),
    CLIENT_CERTIFICATE_INCOMPLETE(-14),
    CLIENT_KEY_MISMATCH(-15),
    TRUST(-19),
    CLOSED(-20);

    private final int code;

    SslErrorCode(int code) {
        this.code = code;
    }

    Refusal refusal(String reason) {
        return new Refusal(Refusal.Kind.TLS, code, reason);
    }
}
