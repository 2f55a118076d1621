package io.atflux.simulation;

import java.util.List;

/** Random numbers that depend only on the seed, on every Java version (SplitMix64). */
final class Dice {

    private long state;

    /**
     * Mixed first: if the state only stepped with the seed, each seed would repeat the numbers of the seed before it,
     * one later.
     */
    Dice(long seed) {
        state = mix(seed + 0x632BE59BD9B4E019L);
    }

    long next() {
        state += 0x9E3779B97F4A7C15L;
        return mix(state);
    }

    private static long mix(long state) {
        long z = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** 0 to bound - 1. */
    int below(int bound) {
        return (int) Long.remainderUnsigned(next(), bound);
    }

    long between(long least, long most) {
        return least + Long.remainderUnsigned(next(), most - least + 1);
    }

    boolean oneIn(int n) {
        return below(n) == 0;
    }

    <T> T pick(List<T> choices) {
        return choices.get(below(choices.size()));
    }
}
