package io.atflux.transport.serial;

import com.fazecast.jSerialComm.SerialPort;

/** The parity bit (V.250 6.2.11). */
public enum Parity {
    NONE(SerialPort.NO_PARITY),
    ODD(SerialPort.ODD_PARITY),
    EVEN(SerialPort.EVEN_PARITY),
    MARK(SerialPort.MARK_PARITY),
    SPACE(SerialPort.SPACE_PARITY);

    /** The library's number for it; a constant that the compiler copies, so that nothing native is loaded here. */
    final int code;

    Parity(int code) {
        this.code = code;
    }
}
