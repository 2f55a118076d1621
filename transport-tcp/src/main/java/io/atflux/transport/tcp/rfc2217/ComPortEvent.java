package io.atflux.transport.tcp.rfc2217;

/**
 * An event of the server's serial port (RFC 2217, NOTIFY-LINESTATE and NOTIFY-MODEMSTATE). An event is the one octet received,
 * and gets no further components.
 */
public sealed interface ComPortEvent {

    /** The octet as received. */
    int bits();

    /** The receiver's state (that of a 16550's line status register). */
    record LineState(int bits) implements ComPortEvent {
        public boolean breakDetected() {
            return (bits & 0x10) != 0;
        }

        public boolean framingError() {
            return (bits & 0x08) != 0;
        }

        public boolean parityError() {
            return (bits & 0x04) != 0;
        }

        /** The server's port lost bytes. */
        public boolean overrunError() {
            return (bits & 0x02) != 0;
        }
    }

    /** The module's control lines; the lower four bits say which of them changed. */
    record ModemState(int bits) implements ComPortEvent {
        public boolean carrierDetect() {
            return (bits & 0x80) != 0;
        }

        public boolean ringIndicator() {
            return (bits & 0x40) != 0;
        }

        public boolean dataSetReady() {
            return (bits & 0x20) != 0;
        }

        public boolean clearToSend() {
            return (bits & 0x10) != 0;
        }
    }
}
