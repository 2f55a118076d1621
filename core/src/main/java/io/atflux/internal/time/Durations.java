package io.atflux.internal.time;

import io.atflux.error.AtUsageException;
import java.time.Duration;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads and prints durations as people write them: {@code 500ms}, {@code 2s}, {@code 1.5s}, {@code 3m}, {@code 1h}. */
public final class Durations {

    private static final Pattern FORM = Pattern.compile("(\\d{1,9})(?:\\.(\\d{1,3}))?(ms|s|m|h)");

    /** About 73 years: longer is no limit. The sum of three of them does not overflow. */
    private static final Duration MOST = Duration.ofNanos(Long.MAX_VALUE / 4);

    private static final Duration LEAST = MOST.negated();

    private Durations() {}

    /**
     * Converts a limit to the clocks' unit: the only place that does. A limit longer than 73 years, such as
     * {@code ChronoUnit.FOREVER}, becomes 73 years, so that it can be added to a point in time; it never passes.
     */
    public static long nanos(Duration limit) {
        return bounded(limit).toNanos();
    }

    /** The same limit, 73 years at most in either direction: for APIs that convert it themselves. */
    public static Duration bounded(Duration limit) {
        if (limit.compareTo(MOST) > 0) {
            return MOST;
        }
        return limit.compareTo(LEAST) < 0 ? LEAST : limit;
    }

    /**
     * Refuses a limit that is not positive.
     *
     * @param what the limit's name, for the message
     * @throws IllegalArgumentException for zero or less
     */
    public static Duration positive(String what, Duration limit) {
        Objects.requireNonNull(limit, what);
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException(what + " " + limit + " is not more than 0");
        }
        return limit;
    }

    /**
     * Refuses a time that is negative or longer than a maximum.
     *
     * @param what the time's name, for the message
     * @throws IllegalArgumentException for less than zero, or more than the maximum
     */
    public static Duration upTo(String what, Duration time, Duration most) {
        if (notNegative(what, time).compareTo(most) > 0) {
            throw new IllegalArgumentException(what + ' ' + time + " is more than " + text(most));
        }
        return time;
    }

    /**
     * Refuses a negative time.
     *
     * @param what the time's name, for the message
     * @throws IllegalArgumentException for less than zero
     */
    public static Duration notNegative(String what, Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException(what + " " + time + " is less than 0");
        }
        return time;
    }

    /**
     * Reads a duration; the resolution is one millisecond.
     *
     * @throws AtUsageException for anything else; a number without a unit is refused rather than guessed
     */
    public static Duration parse(String text) {
        Matcher m = FORM.matcher(text.strip());
        if (!m.matches()) {
            throw new AtUsageException(
                    AtUsageException.Reason.PARAMETER,
                    "'" + text + "' is no duration such as 500ms, 2s, 3m or 1h",
                    null);
        }
        long unit =
                switch (m.group(3)) {
                    case "ms" -> 1;
                    case "s" -> 1000;
                    case "m" -> 60_000;
                    default -> 3_600_000;
                };
        long millis = Long.parseLong(m.group(1)) * unit;
        String fraction = m.group(2);
        if (fraction != null) {
            millis += Long.parseLong((fraction + "00").substring(0, 3)) * unit / 1000;
        }
        return Duration.ofMillis(millis);
    }

    /** For messages: {@code 2 s}, {@code 300 ms}. The resolution is one millisecond; 73 years and more become {@code 73 years}. */
    public static String text(Duration limit) {
        if (limit.compareTo(MOST) >= 0) {
            return "73 years";
        }
        return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
    }
}
