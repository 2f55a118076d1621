package io.atflux.samples.benchmarks.measure;

import java.time.Duration;

/**
 * How long is measured.
 *
 * @param warmUp of each contender, before anything is measured
 * @param window in which one contender works alone
 * @param rounds how many windows of each contender
 */
public record Pace(Duration warmUp, Duration window, int rounds) {

    /** For figures that are written down. */
    public static Pace full() {
        return new Pace(Duration.ofSeconds(4), Duration.ofMillis(200), 21);
    }

    /** For a first look: all benchmarks in a minute or two. */
    public static Pace quick() {
        return new Pace(Duration.ofMillis(600), Duration.ofMillis(100), 5);
    }

    /** For tests, which look whether there are figures at all. */
    public static Pace smoke() {
        return new Pace(Duration.ofMillis(20), Duration.ofMillis(10), 2);
    }

    /** For what is done seldom, and is warm later. */
    public Pace warmer() {
        return new Pace(warmUp.multipliedBy(4), window, rounds);
    }

    public Pace rounds(int other) {
        return new Pace(warmUp, window, other);
    }

    /** Waits for as long as a window is open. */
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
