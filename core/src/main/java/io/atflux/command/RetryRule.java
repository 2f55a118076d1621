package io.atflux.command;

import io.atflux.internal.time.Durations;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a command that got ERROR, a failure result code, or no answer in time is written again. The pause before each
 * re-send is also the time in which a late reply may still settle it.
 *
 * @param window no write starts at or after this time from the first one, more than 0; null for no limit in time
 * @param resends how many writes may follow the first, 0 or more; {@link Integer#MAX_VALUE} for no limit in number
 * @param pause between the end of an attempt and the next write, 1 ms or more if there is one
 */
public record RetryRule(@Nullable Duration window, int resends, Duration pause) {

    private static final Duration PAUSE = Duration.ofSeconds(1);
    /** Without any, a modem that is silent would be flooded. */
    private static final Duration LEAST = Duration.ofMillis(1);

    /** @throws IllegalArgumentException for a component out of range */
    public RetryRule {
        if (window != null) {
            Durations.positive("window of re-sends", window);
        }
        if (resends < 0) {
            throw new IllegalArgumentException(resends + " re-sends are less than 0");
        }
        Durations.notNegative("pause between re-sends", pause);
        if (resends > 0 && pause.compareTo(LEAST) < 0) {
            throw new IllegalArgumentException("pause between re-sends " + pause + " is less than 1 ms");
        }
    }

    /** Written once. */
    public static RetryRule never() {
        return new RetryRule(null, 0, Duration.ZERO);
    }

    /** Written again for as long as the window is open. */
    public static RetryRule within(Duration window) {
        return new RetryRule(window, Integer.MAX_VALUE, PAUSE);
    }

    /** Written at most {@code resends + 1} times. */
    public static RetryRule times(int resends) {
        return new RetryRule(null, resends, PAUSE);
    }

    /**
     * The same rule with another pause.
     *
     * @throws IllegalArgumentException for less than 1 ms
     */
    public RetryRule pausing(Duration other) {
        return new RetryRule(window, resends, other);
    }

    @Override
    public String toString() {
        if (window != null) {
            return "within " + window.toSeconds() + " s";
        }
        return resends == 0 ? "once" : resends + " times";
    }
}
