package io.atflux.transport.tcp.telnet;

/** The parity bit (V.250 6.2.11). */
public enum Parity {
    NONE,
    ODD,
    EVEN,
    MARK,
    SPACE;

    /** RFC 2217, SET-PARITY. */
    int code() {
        return ordinal() + 1;
    }
}
