package io.atflux.samples.modem.engine;

/** The result codes of V.250 (clause 5.7.1), in letters and, for ATV0, as numbers. */
public enum ResultCode {
    OK(0),
    CONNECT(1),
    RING(2),
    NO_CARRIER(3),
    ERROR(4),
    NO_DIALTONE(6),
    BUSY(7),
    NO_ANSWER(8);

    private final int number;

    ResultCode(int number) {
        this.number = number;
    }

    /** The text of ATV1. */
    String text() {
        return name().replace('_', ' ');
    }

    /** The number of ATV0. */
    String number() {
        return Integer.toString(number);
    }
}
