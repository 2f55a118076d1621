package io.atflux.samples.broker;

/** What the broker's TLS port asks of a client. */
public enum ClientCertificates {
    /** No client certificate is asked for. */
    NONE,
    /** A client certificate is verified if one comes. */
    OPTIONAL,
    /** The handshake fails without a client certificate of the broker's CA. */
    REQUIRED
}
