package io.atflux.mqtt;

/** TLS versions that a module can be set to. */
public enum TlsVersion {
    /** Any version that both sides support. */
    ANY,
    SSL_3_0,
    TLS_1_0,
    TLS_1_1,
    TLS_1_2
}
