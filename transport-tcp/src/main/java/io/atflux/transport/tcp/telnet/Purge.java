package io.atflux.transport.tcp.telnet;

/** What a server throws away of its buffers (RFC 2217, PURGE-DATA). */
public enum Purge {
    /** What the module said and is not on its way to us yet. */
    RECEIVED,
    /** What the module has not been told yet. */
    TO_SEND,
    BOTH;

    int code() {
        return ordinal() + 1;
    }
}
