package io.atflux.samples.benchmarks.measure;

import java.time.Duration;

/**
 * The durations of a measurement.
 *
 * @param warmUp of each contender, before the first window
 * @param window in which one contender works alone
 * @param rounds the number of windows of each contender
 */
public record Pace(Duration warmUp, Duration window, int rounds) {

    /** For published figures. */
    public static Pace full() {
        return new Pace(Duration.ofSeconds(4), Duration.ofMillis(200), 21);
    }

    /** For a first look: all benchmarks in a minute or two. */
    public static Pace quick() {
        return new Pace(Duration.ofMillis(600), Duration.ofMillis(100), 5);
    }

    /** For tests, which only check that there are figures. */
    public static Pace smoke() {
        return new Pace(Duration.ofMillis(20), Duration.ofMillis(10), 2);
    }

    /** For operations that are rare and warm up late. */
    public Pace warmer() {
        return new Pace(warmUp.multipliedBy(4), window, rounds);
    }

    public Pace rounds(int other) {
        return new Pace(warmUp, window, other);
    }

    /** Waits for the duration of a window. */
    public void openWindow() {
        sleep(window);
    }

    public static void sleep(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
