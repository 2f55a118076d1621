package io.atflux.transport.tcp.telnet;

/** Who holds back whom on the serial line, and how (V.250 6.2.12). The module must be told the same: {@code AT+IFC}. */
public enum FlowControl {
    /** Nobody. */
    NONE,

    /** By the bytes 0x11 and 0x13, both ways: payloads that hold them are damaged. */
    XON_XOFF,

    /** By the RTS and CTS wires, both ways. */
    RTS_CTS;

    /** RFC 2217, SET-CONTROL. */
    int code() {
        return ordinal() + 1;
    }
}
