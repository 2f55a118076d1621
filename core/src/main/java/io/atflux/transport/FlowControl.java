package io.atflux.transport;

/** The flow control of a serial line (V.250 6.2.12). The module must have the same setting: {@code AT+IFC}. */
public enum FlowControl {
    /** No flow control. */
    NONE,

    /** By the RTS and CTS wires, both ways. */
    RTS_CTS,

    /** By the bytes 0x11 and 0x13, both ways: payloads that contain them are damaged. */
    XON_XOFF
}
