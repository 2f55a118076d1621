package io.atflux.transport;

/** Who holds back whom on a serial line, and how (V.250 6.2.12). The module must be told the same: {@code AT+IFC}. */
public enum FlowControl {
    /** Nobody. */
    NONE,

    /** By the RTS and CTS wires, both ways. */
    RTS_CTS,

    /** By the bytes 0x11 and 0x13, both ways: payloads that hold them are damaged. */
    XON_XOFF
}
