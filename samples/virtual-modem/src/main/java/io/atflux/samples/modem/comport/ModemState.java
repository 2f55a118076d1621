package io.atflux.samples.modem.comport;

import io.atflux.samples.modem.Wires;

/**
 * The octet of NOTIFY-MODEMSTATE (RFC 2217, after a 16550's modem status register): the wires in the high bits, their
 * changes in the low bits.
 */
final class ModemState {

    private static final int CTS = 0x01;
    private static final int DSR = 0x02;
    /** Of its changes, only the trailing edge is reported. */
    private static final int RI = 0x04;

    private static final int DCD = 0x08;

    private Wires seen = Wires.OFF;

    /** The current wires, without change bits. */
    int now(Wires wires) {
        seen = wires;
        return bits(wires) << 4;
    }

    /** The wires and their changes since the previous call; negative if no bit of the mask changed. */
    int change(Wires wires, int mask) {
        int changed = bits(seen) ^ bits(wires);
        int shown = wires.ringIndicator() ? changed & ~RI : changed;
        seen = wires;
        return ((changed << 4 | shown) & mask) == 0 ? -1 : bits(wires) << 4 | shown;
    }

    private static int bits(Wires wires) {
        return (wires.clearToSend() ? CTS : 0)
                | (wires.dataSetReady() ? DSR : 0)
                | (wires.ringIndicator() ? RI : 0)
                | (wires.carrierDetect() ? DCD : 0);
    }
}
