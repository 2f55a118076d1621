package io.atflux.standard;

import java.util.function.LongConsumer;

/** Which worlds are run: {@code -Dstandard.seed=N} for one of them, {@code -Dstandard.seeds=N} for more, from {@code -Dstandard.from=N}. */
final class Seeds {

    private Seeds() {}

    static boolean single() {
        return System.getProperty("standard.seed") != null;
    }

    static void each(int usual, LongConsumer world) {
        if (single()) {
            world.accept(Long.getLong("standard.seed"));
            return;
        }
        long from = Long.getLong("standard.from", 0L);
        long many = Long.getLong("standard.seeds", (long) usual);
        for (long seed = from; seed < from + many; seed++) {
            world.accept(seed);
        }
    }
}
