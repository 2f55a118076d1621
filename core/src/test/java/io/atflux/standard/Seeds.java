package io.atflux.standard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.LongFunction;

/**
 * Which worlds are run: {@code -Dstandard.seed=N} for one of them, whose lines are then printed, {@code -Dstandard.seeds=N} for
 * more, {@code -Dstandard.from=N} for others.
 */
final class Seeds {

    private Seeds() {}

    /** Runs so many unless it is said otherwise, and fails with the first one that has something wrong. */
    static void check(int usual, LongFunction<Run> worlds) {
        Long single = Long.getLong("standard.seed");
        if (single != null) {
            Run world = worlds.apply(single);
            List<String> wrong = world.run();
            System.out.println(world.transcript());
            assertThat(wrong).isEmpty();
            return;
        }
        long from = Long.getLong("standard.from", 0L);
        long many = Long.getLong("standard.seeds", (long) usual);
        for (long seed = from; seed < from + many; seed++) {
            assertThat(worlds.apply(seed).run()).as("-Dstandard.seed=%d", seed).isEmpty();
        }
    }
}
