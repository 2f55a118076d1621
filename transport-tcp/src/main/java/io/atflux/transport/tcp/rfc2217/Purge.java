package io.atflux.transport.tcp.rfc2217;

/** What a server throws away of its buffers (RFC 2217, PURGE-DATA). */
public enum Purge {
    /** What the module said and is not on its way to us yet. */
    RECEIVED,
    /** What the module has not been told yet. */
    TO_SEND,
    BOTH
}
