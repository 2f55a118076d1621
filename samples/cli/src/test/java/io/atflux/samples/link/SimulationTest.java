package io.atflux.samples.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Default: the first 2,000 seeds. {@code -Datflux.link.seeds=FROM,COUNT} runs others, {@code -Datflux.link.seed=N} one of them and prints
 * what happened in it.
 */
class SimulationTest {

    private static final long SEEDS = 2_000;

    @Test
    void everyPromiseHoldsWhateverGoesWrong() {
        Long one = Long.getLong("atflux.link.seed");
        if (one != null) {
            Simulation.Outcome outcome = Simulation.run(one);
            System.out.println(String.join("\n", outcome.trace()));
            assertThat(outcome.violation()).isNull();
            return;
        }
        String[] range = System.getProperty("atflux.link.seeds", "0," + SEEDS).split(",", -1);
        long from = Long.parseLong(range[0]);
        long count = Long.parseLong(range[1]);
        long start = System.nanoTime();
        Map<Excuse, Integer> excuses = new EnumMap<>(Excuse.class);
        double largest = 0;
        Duration longest = Duration.ZERO;
        for (long seed = from; seed < from + count; seed++) {
            Simulation.Outcome outcome = Simulation.run(seed);
            if (outcome.violation() != null) {
                fail("seed " + seed + ": " + outcome.violation());
            }
            outcome.excuses().forEach((why, times) -> excuses.merge(why, times, Integer::sum));
            largest = Math.max(
                    largest,
                    (double) outcome.recovery().toMillis() / outcome.bound().toMillis());
            longest = outcome.recovery().compareTo(longest) > 0 ? outcome.recovery() : longest;
        }
        System.out.printf(
                "%,d seeds from %d in %.1f s; longest recovery %s, at most %.0f %% of the bound; excused: %s%n",
                count, from, (System.nanoTime() - start) / 1e9, longest, 100 * largest, excuses);
        assertThat(largest).as("a bound that is never half used says nothing").isBetween(0.5, 1.0);
    }
}
