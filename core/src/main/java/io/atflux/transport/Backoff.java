package io.atflux.transport;

import io.atflux.error.AtConnectionException;
import io.atflux.internal.time.Durations;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait before a line is opened again: exponentially longer with each failure in a row, up to a ceiling, and never
 * exactly as long as everybody else, so that a server that comes back is not met by all its clients at once. A failure is an
 * attempt that did not connect, and a connection that was lost before it was stable.
 */
public final class Backoff {

    private static final Duration LONGEST = Duration.ofDays(365);
    private static final Predicate<Throwable> NOT_CONNECTED = failure -> failure instanceof AtConnectionException;

    private final Duration first;
    private final double factor;
    private final Duration ceiling;
    private final double jitter;
    private final Duration stable;
    private final int attempts;
    private final Predicate<? super Throwable> retryWhile;

    private Backoff(Builder builder) {
        first = builder.first;
        factor = builder.factor;
        ceiling = builder.ceiling;
        jitter = builder.jitter;
        stable = builder.stable;
        attempts = builder.attempts;
        retryWhile = builder.retryWhile;
    }

    /**
     * 1 s, doubled up to 1 min, half of it left to chance, stable after 1 min, without end. Whatever is no
     * {@link AtConnectionException} is not tried again.
     */
    public static Backoff defaults() {
        return builder().build();
    }

    /** Begins with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder with these values. */
    public Builder mutate() {
        return builder()
                .waits(first, factor, ceiling)
                .jitter(jitter)
                .stable(stable)
                .attempts(attempts)
                .retryWhile(retryWhile);
    }

    /** The longest wait after the first failure. */
    public Duration first() {
        return first;
    }

    /** Each further failure multiplies the longest wait by it. */
    public double factor() {
        return factor;
    }

    /** The longest wait of all. */
    public Duration ceiling() {
        return ceiling;
    }

    /** Which share of each wait is left to chance, 0 to 1: with 0.5, a wait of 8 s becomes one of 4 s to 8 s. */
    public double jitter() {
        return jitter;
    }

    /** How long a connection lives before the failures up to then are forgotten. */
    public Duration stable() {
        return stable;
    }

    /** How many failures in a row are the end; {@link Integer#MAX_VALUE} for no limit. */
    public int attempts() {
        return attempts;
    }

    /** Whether to try again after this failure to connect. */
    public Predicate<? super Throwable> retryWhile() {
        return retryWhile;
    }

    /**
     * The wait after so many failures in a row.
     *
     * @param failures 1 or more; fewer count as 1
     * @param random 0 to 1: 0 gives the longest wait, 1 the shortest
     */
    public Duration delay(int failures, double random) {
        double longest = Math.min(
                Durations.nanos(ceiling), Durations.nanos(first) * Math.pow(factor, Math.max(1, failures) - 1));
        return Duration.ofNanos((long) (longest * (1 - jitter * random)));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Backoff backoff
                && first.equals(backoff.first)
                && Double.compare(factor, backoff.factor) == 0
                && ceiling.equals(backoff.ceiling)
                && Double.compare(jitter, backoff.jitter) == 0
                && stable.equals(backoff.stable)
                && attempts == backoff.attempts
                && retryWhile.equals(backoff.retryWhile);
    }

    @Override
    public int hashCode() {
        return Objects.hash(first, factor, ceiling, jitter, stable, attempts, retryWhile);
    }

    @Override
    public String toString() {
        return "Backoff[first=" + first + ", factor=" + factor + ", ceiling=" + ceiling + ", jitter=" + jitter
                + ", stable=" + stable + ", attempts=" + attempts + "]";
    }

    /** Values of a {@link Backoff}. */
    public static final class Builder {

        private Duration first = Duration.ofSeconds(1);
        private double factor = 2;
        private Duration ceiling = Duration.ofMinutes(1);
        private double jitter = 0.5;
        private Duration stable = Duration.ofMinutes(1);
        private int attempts = Integer.MAX_VALUE;
        private Predicate<? super Throwable> retryWhile = NOT_CONNECTED;

        private Builder() {}

        /**
         * The waits. Default 1 s, doubled by each failure up to 1 min.
         *
         * @param shortest the longest wait after the first failure, 1 ms or more
         * @param growth each further failure multiplies it by this, 1 or more
         * @param longest the longest wait of all, {@code shortest} to 365 days
         */
        public Builder waits(Duration shortest, double growth, Duration longest) {
            require(shortest.compareTo(Duration.ofMillis(1)) >= 0, "first wait " + shortest + " is shorter than 1 ms");
            require(growth >= 1 && growth < Double.POSITIVE_INFINITY, "factor " + growth + " is not 1 or more");
            require(
                    longest.compareTo(shortest) >= 0 && longest.compareTo(LONGEST) <= 0,
                    "ceiling " + longest + " is not within the first wait, " + shortest + ", and 365 days");
            first = shortest;
            factor = growth;
            ceiling = longest;
            return this;
        }

        /** Which share of each wait is left to chance, 0 to 1. Default 0.5: a wait of 8 s becomes one of 4 s to 8 s. */
        public Builder jitter(double share) {
            require(share >= 0 && share <= 1, "jitter " + share + " is not within 0 to 1");
            jitter = share;
            return this;
        }

        /** How long a connection lives before the failures up to then are forgotten, 0 or more. Default 1 min. */
        public Builder stable(Duration time) {
            require(!time.isNegative(), "stable time " + time + " is negative");
            stable = time;
            return this;
        }

        /** How many failures in a row are the end, 1 or more. Default: no limit, {@link Integer#MAX_VALUE}. */
        public Builder attempts(int most) {
            require(most >= 1, "attempts " + most + " are not 1 or more");
            attempts = most;
            return this;
        }

        /**
         * After which failures to connect to try again. Default: after each {@link AtConnectionException}, whose cause tells more:
         * {@code javax.net.ssl.SSLException} for a certificate that was refused.
         */
        public Builder retryWhile(Predicate<? super Throwable> choice) {
            retryWhile = Objects.requireNonNull(choice);
            return this;
        }

        private static void require(boolean fulfilled, String message) {
            if (!fulfilled) {
                throw new IllegalArgumentException(message);
            }
        }

        public Backoff build() {
            return new Backoff(this);
        }
    }
}
