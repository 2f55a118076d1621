package io.atflux.samples.link;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** Random choices that depend on a seed alone. */
final class Dice {

    private final SplittableRandom random;

    Dice(long seed) {
        random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + 0x632BE59BD9B4E019L);
    }

    private Dice(SplittableRandom random) {
        this.random = random;
    }

    /** An independent generator: draws from it do not affect this one. */
    Dice split() {
        return new Dice(random.split());
    }

    long next() {
        return random.nextLong();
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    Duration millis(int least, int most) {
        return Duration.ofMillis(between(least, most));
    }

    Duration seconds(int least, int most) {
        return Duration.ofMillis(1_000L * least + random.nextInt(1_000 * (most - least) + 1));
    }

    <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
