package io.atflux.transport.tcp.telnet;

/**
 * What a server is asked to make of its serial port: 8 data bits, no parity, 1 stop bit, no flow control, DTR and RTS on,
 * unless set otherwise. Immutable: every setter returns a changed copy.
 *
 * @param dataBits 5 to 8
 * @param stopBits 1 or 2
 * @param rts not asked for with {@link FlowControl#RTS_CTS}, which works that wire itself
 */
public record ComPortSettings(
        int dataBits, Parity parity, int stopBits, FlowControl flowControl, boolean dtr, boolean rts) {

    public ComPortSettings {
        if (dataBits < 5 || dataBits > 8) {
            throw new IllegalArgumentException("data bits " + dataBits + " is not within 5 to 8");
        }
        if (stopBits < 1 || stopBits > 2) {
            throw new IllegalArgumentException("stop bits " + stopBits + " is not within 1 to 2");
        }
    }

    /** What modules start with. */
    public static ComPortSettings defaults() {
        return new ComPortSettings(8, Parity.NONE, 1, FlowControl.NONE, true, true);
    }

    /** Bits and parity of each character. */
    public ComPortSettings framing(int newDataBits, Parity newParity, int newStopBits) {
        return new ComPortSettings(newDataBits, newParity, newStopBits, flowControl, dtr, rts);
    }

    public ComPortSettings flowControl(FlowControl how) {
        return new ComPortSettings(dataBits, parity, stopBits, how, dtr, rts);
    }

    /** Data Terminal Ready and Request To Send, on or off after opening. */
    public ComPortSettings signals(boolean newDtr, boolean newRts) {
        return new ComPortSettings(dataBits, parity, stopBits, flowControl, newDtr, newRts);
    }
}
