package io.atflux.transport;

/** The parity bit of a serial line (V.250 6.2.11). */
public enum Parity {
    NONE,
    ODD,
    EVEN,
    MARK,
    SPACE
}
