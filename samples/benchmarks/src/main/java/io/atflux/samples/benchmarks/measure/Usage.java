package io.atflux.samples.benchmarks.measure;

import io.atflux.samples.benchmarks.measure.Meter.Side;

/** CPU time and allocated bytes of an interval, by side. */
public final class Usage {

    private final long[] nanos = new long[Side.values().length];
    private final long[] bytes = new long[Side.values().length];

    void add(Side side, long moreNanos, long moreBytes) {
        nanos[side.ordinal()] += moreNanos;
        bytes[side.ordinal()] += moreBytes;
    }

    /** CPU time of one side, ns. */
    public long nanos(Side side) {
        return nanos[side.ordinal()];
    }

    /** CPU time of client and modem, ns. */
    public long nanos() {
        return nanos(Side.CLIENT) + nanos(Side.MODEM);
    }

    /** The bytes that one side allocated. */
    public long bytes(Side side) {
        return bytes[side.ordinal()];
    }
}
