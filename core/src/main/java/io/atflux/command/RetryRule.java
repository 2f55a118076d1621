package io.atflux.command;

import io.atflux.internal.time.Durations;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Says when a command is written again after ERROR, a failure result code, or no answer in time. During the pause before each
 * re-send, a late reply may still settle the command. Immutable.
 */
public final class RetryRule {

    private static final Duration PAUSE = Duration.ofSeconds(1);
    /** Without a pause, a silent modem would be flooded. */
    private static final Duration LEAST = Duration.ofMillis(1);

    private static final RetryRule NEVER = new RetryRule(null, 0, Duration.ZERO);

    private final @Nullable Duration window;
    private final int resends;
    private final Duration pause;

    private RetryRule(@Nullable Duration window, int resends, Duration pause) {
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
        this.window = window;
        this.resends = resends;
        this.pause = pause;
    }

    /** Written once. */
    public static RetryRule never() {
        return NEVER;
    }

    /**
     * Written again until the window ends.
     *
     * @param window no write starts at or after this time from the first one
     * @throws IllegalArgumentException for a window of 0 or less
     */
    public static RetryRule within(Duration window) {
        return new RetryRule(window, Integer.MAX_VALUE, PAUSE);
    }

    /**
     * Written at most {@code resends + 1} times.
     *
     * @param resends how many writes may follow the first; {@link Integer#MAX_VALUE} for no limit
     * @throws IllegalArgumentException for less than 0
     */
    public static RetryRule times(int resends) {
        return new RetryRule(null, resends, PAUSE);
    }

    /**
     * The same rule with at most this number of writes after the first: {@code within(window).atMost(5)}.
     *
     * @throws IllegalArgumentException for less than 0, and for more than 0 of {@link #never()}, which has no pause
     */
    public RetryRule atMost(int most) {
        return new RetryRule(window, most, pause);
    }

    /**
     * The same rule with another pause between the end of an attempt and the next write. Default 1 s.
     *
     * @throws IllegalArgumentException for less than 1 ms
     */
    public RetryRule pausing(Duration other) {
        return new RetryRule(window, resends, other);
    }

    /** No write starts at or after this time from the first one; null for no limit in time. */
    public @Nullable Duration window() {
        return window;
    }

    /** How many writes may follow the first; {@link Integer#MAX_VALUE} for no limit in number. */
    public int resends() {
        return resends;
    }

    /** The time between the end of an attempt and the next write. */
    public Duration pause() {
        return pause;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RetryRule r
                && Objects.equals(window, r.window)
                && resends == r.resends
                && pause.equals(r.pause);
    }

    @Override
    public int hashCode() {
        return Objects.hash(window, resends, pause);
    }

    @Override
    public String toString() {
        if (window != null) {
            String most = resends == Integer.MAX_VALUE ? "" : ", " + resends + " times at most";
            return "within " + window.toSeconds() + " s" + most;
        }
        return resends == 0 ? "once" : resends + " times";
    }
}
