package io.atflux.samples.broker;

/** The client certificate policy of the broker's TLS port. */
public enum ClientCertificates {
    /** No client certificate is requested. */
    NONE,
    /** A client certificate is optional, and verified if present. */
    OPTIONAL,
    /** The handshake fails without a client certificate of the broker's CA. */
    REQUIRED
}
