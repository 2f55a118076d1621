package io.atflux.transport.serial;

import com.fazecast.jSerialComm.SerialPort;

/** Who holds back whom, and how (V.250 6.2.12). The module must be told the same: {@code AT+IFC}. */
public enum FlowControl {
    /** Nobody. */
    NONE(SerialPort.FLOW_CONTROL_DISABLED),

    /** By the RTS and CTS wires, both ways. */
    RTS_CTS(SerialPort.FLOW_CONTROL_RTS_ENABLED | SerialPort.FLOW_CONTROL_CTS_ENABLED),

    /** By the bytes 0x11 and 0x13, both ways: payloads that hold them are damaged. */
    XON_XOFF(SerialPort.FLOW_CONTROL_XONXOFF_IN_ENABLED | SerialPort.FLOW_CONTROL_XONXOFF_OUT_ENABLED);

    /** The library's number for it; a constant that the compiler copies, so that nothing native is loaded here. */
    final int code;

    FlowControl(int code) {
        this.code = code;
    }
}
