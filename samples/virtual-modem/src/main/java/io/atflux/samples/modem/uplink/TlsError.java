package io.atflux.samples.modem.uplink;

/**
 * The numbers of {@code AT+GTSSLERR?}. The vendor documents groups: -7, -8, -9 and -20 the handshake, -11 the check of the
 * server's certificate, its CA and the clock, -12 to -18 the client's certificate, -19 the trust file. Which number of a
 * group stands for what is this virtual module's own choice.
 */
enum TlsError {
    HANDSHAKE(-7),
    VERSION(-8),
    TIMEOUT(-9),
    SERVER_CERTIFICATE(-11),
    CLIENT_CERTIFICATE_REFUSED(-12),
    CLIENT_CERTIFICATE_UNREADABLE(-13),
    CLIENT_KEY_UNREADABLE(-14),
    CLIENT_CERTIFICATE_INCOMPLETE(-15),
    CLIENT_KEY_MISMATCH(-16),
    TRUST(-19),
    CLOSED(-20);

    private final int code;

    TlsError(int code) {
        this.code = code;
    }

    Refusal refusal(String reason) {
        return new Refusal(Refusal.Kind.TLS, code, reason);
    }
}
