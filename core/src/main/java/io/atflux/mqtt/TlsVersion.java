package io.atflux.mqtt;

/** TLS versions that a module can be told to speak. */
public enum TlsVersion {
    /** Whatever both sides can do. */
    ANY,
    SSL_3_0,
    TLS_1_0,
    TLS_1_1,
    TLS_1_2
}
