package io.atflux.samples.modem.engine;

/** The S registers (V.250 clauses 6.2 and 6.3; S2, S7 and S12 as usual), with their ranges and initial values. */
public enum Register {
    /** Rings after which a call is answered; 0: never. */
    S0(0, 255, 0),
    /** The escape character; a value above 127 disables it. */
    S2(0, 255, '+'),
    /** The command line's end. */
    S3(0, 127, '\r'),
    /** The line feed. */
    S4(0, 127, '\n'),
    /** The editing character. */
    S5(0, 127, '\b'),
    /** Seconds before blind dialling. */
    S6(0, 255, 2),
    /** Seconds allowed for a call to be connected. */
    S7(1, 255, 60),
    /** Seconds of a pause in a number. */
    S8(0, 255, 2),
    /** Tenths of a second until a carrier is recognised. */
    S9(0, 255, 6),
    /** Tenths of a second without carrier before a call ends. */
    S10(1, 255, 15),
    /** Fiftieths of a second of silence around the escape sequence. */
    S12(0, 255, 50),
    /** Fibocom: 1 lets the module sleep. */
    S24(0, 255, 0);

    private final int min;
    private final int max;
    private final int initial;

    Register(int min, int max, int initial) {
        this.min = min;
        this.max = max;
        this.initial = initial;
    }

    public int min() {
        return min;
    }

    public int max() {
        return max;
    }

    int initial() {
        return initial;
    }
}
