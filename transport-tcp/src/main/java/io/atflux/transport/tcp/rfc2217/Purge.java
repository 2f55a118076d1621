package io.atflux.transport.tcp.rfc2217;

/** The buffers that a server empties (RFC 2217, PURGE-DATA). */
public enum Purge {
    /** Bytes from the module that the server has not sent to the client yet. */
    RECEIVED,
    /** Bytes that the server has not sent to the module yet. */
    TO_SEND,
    BOTH
}
