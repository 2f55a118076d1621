package io.atflux.transport.serial;

import io.atflux.transport.FlowControl;
import io.atflux.transport.Parity;

/**
 * The settings of the bytes on the wire.
 *
 * @param baudRate bits per second, 50 to 10,000,000; USB modules ignore it
 * @param dataBits 5 to 8
 * @param stopBits 1 or 2
 * @param dtr whether Data Terminal Ready is on after opening
 * @param rts whether Request To Send is on after opening
 */
record SerialSettings(
        int baudRate, int dataBits, Parity parity, int stopBits, FlowControl flowControl, boolean dtr, boolean rts) {

    static final int LEAST_BAUD = 50;
    static final int MOST_BAUD = 10_000_000;

    static final SerialSettings DEFAULT = new SerialSettings(115_200, 8, Parity.NONE, 1, FlowControl.NONE, true, true);

    SerialSettings {
        within("baud rate", baudRate, LEAST_BAUD, MOST_BAUD);
        within("data bits", dataBits, 5, 8);
        within("stop bits", stopBits, 1, 2);
    }

    private static void within(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " " + value + " is not within " + least + " to " + most);
        }
    }

    SerialSettings withBaudRate(int bitsPerSecond) {
        return new SerialSettings(bitsPerSecond, dataBits, parity, stopBits, flowControl, dtr, rts);
    }

    SerialSettings withFraming(int data, Parity newParity, int stop) {
        return new SerialSettings(baudRate, data, newParity, stop, flowControl, dtr, rts);
    }

    SerialSettings withFlowControl(FlowControl how) {
        return new SerialSettings(baudRate, dataBits, parity, stopBits, how, dtr, rts);
    }

    SerialSettings withSignals(boolean newDtr, boolean newRts) {
        return new SerialSettings(baudRate, dataBits, parity, stopBits, flowControl, newDtr, newRts);
    }
}
