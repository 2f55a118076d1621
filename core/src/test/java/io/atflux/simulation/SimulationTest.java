package io.atflux.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import org.junit.jupiter.api.Test;

/**
 * Default: the first 10,000 seeds. {@code -Dsimulation.seed=N} replays one; {@code -Dsimulation.seeds=N} with
 * {@code -Dsimulation.from=K} runs another range.
 */
class SimulationTest {

    private static final long SEEDS = 10_000;

    @Test
    void everyPromiseHoldsOnAHostileLine() {
        Long one = Long.getLong("simulation.seed");
        long from = one == null ? Long.getLong("simulation.from", 0) : one;
        long seeds = one == null ? Long.getLong("simulation.seeds", SEEDS) : 1;
        Hazards hazards = new Hazards();
        long start = System.nanoTime();
        String failure = Simulation.run(from, seeds, hazards);
        double seconds = (System.nanoTime() - start) / 1e9;
        if (failure != null) {
            fail(failure);
        }
        System.out.printf("%,d seeds from %d, %.0f a second%n%s", seeds, from, seeds / seconds, hazards);
        if (seeds >= SEEDS) {
            assertThat(hazards.never()).as("hazards that never took effect").isEmpty();
        }
    }
}
