package io.atflux.samples.modem.comport;

import io.atflux.samples.modem.Wires;

/** The octet of NOTIFY-MODEMSTATE (RFC 2217, as of a 16550's modem status register): wires above, their changes below. */
final class ModemState {

    private static final int CTS = 0x01;
    private static final int DSR = 0x02;
    /** Of its changes only the end is told. */
    private static final int RI = 0x04;

    private static final int DCD = 0x08;

    private Wires seen = Wires.OFF;

    /** The wires as they are, with no change. */
    int now(Wires wires) {
        seen = wires;
        return bits(wires) << 4;
    }

    /** The wires and what changed since they were last looked at; negative if no bit of the mask did. */
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
