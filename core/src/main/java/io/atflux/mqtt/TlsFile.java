package io.atflux.mqtt;

/** The three kinds of TLS files that a module keeps until power-off. */
public enum TlsFile {
    CLIENT_CERTIFICATE,
    CLIENT_KEY,
    TRUST
}
