package io.atflux.samples.modem.comport;

/**
 * The settings of a serial line.
 *
 * @param speed bits per second
 * @param dataBits 5 to 8
 * @param parity as in RFC 2217: 1 none, 2 odd, 3 even, 4 mark, 5 space
 * @param stopBits as in RFC 2217: 1 one, 2 two, 3 one and a half
 */
record PortSettings(int speed, int dataBits, int parity, int stopBits) {

    static final int NO_PARITY = 1;
    private static final int ODD = 2;
    private static final int EVEN = 3;
    private static final int MARK = 4;

    static PortSettings of(int speed) {
        return new PortSettings(speed, 8, NO_PARITY, 1);
    }

    PortSettings withSpeed(int bitsPerSecond) {
        return new PortSettings(bitsPerSecond, dataBits, parity, stopBits);
    }

    PortSettings withDataBits(int count) {
        return new PortSettings(speed, count, parity, stopBits);
    }

    PortSettings withParity(int kind) {
        return new PortSettings(speed, dataBits, kind, stopBits);
    }

    PortSettings withStopBits(int kind) {
        return new PortSettings(speed, dataBits, parity, kind);
    }

    boolean hasParity() {
        return parity != NO_PARITY;
    }

    /** The parity bit of a character. */
    boolean parityBit(int character) {
        boolean odd = Integer.bitCount(character) % 2 == 1;
        return switch (parity) {
            case ODD -> !odd;
            case EVEN -> odd;
            default -> parity == MARK;
        };
    }

    int stopHalves() {
        return switch (stopBits) {
            case 2 -> 4;
            case 3 -> 3;
            default -> 2;
        };
    }
}
