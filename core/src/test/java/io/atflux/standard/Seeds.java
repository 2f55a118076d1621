package io.atflux.standard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.LongFunction;

/**
 * Selects the worlds: {@code -Dstandard.seed=N} runs one of them and prints its lines, {@code -Dstandard.seeds=N} runs
 * more, {@code -Dstandard.from=N} others.
 */
final class Seeds {

    private Seeds() {}

    /** Runs the given number unless a property sets another, and fails with the first world that has a fault. */
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
