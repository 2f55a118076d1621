package io.atflux.standard;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;

/** Extreme durations. */
final class OddTimes {

    static final List<Duration> ALL = List.of(
            Duration.ZERO,
            Duration.ofNanos(1),
            Duration.ofNanos(-1),
            Duration.ofSeconds(-5),
            Duration.ofDays(400_000),
            Duration.ofMillis(Long.MAX_VALUE),
            Duration.ofNanos(Long.MAX_VALUE),
            Duration.ofSeconds(Long.MIN_VALUE),
            ChronoUnit.FOREVER.getDuration());

    private OddTimes() {}

    static Duration any(Random random) {
        return ALL.get(random.nextInt(ALL.size()));
    }
}
