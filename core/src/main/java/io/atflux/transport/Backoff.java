package io.atflux.transport;

import io.atflux.error.AtConnectionException;
import io.atflux.internal.time.Durations;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The delay before a line is reopened. It grows exponentially with each failure in a row, up to a ceiling, and is randomised so
 * that the clients of a restarted server do not all connect at once. A failure is an attempt that did not connect, or a
 * connection that was lost before it was stable.
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
     * 1 s, doubled up to 1 min, half of it random, stable after 1 min, without an attempt limit. A failure that is not an
     * {@link AtConnectionException} is not tried again.
     */
    public static Backoff defaults() {
        return builder().build();
    }

    /** Starts from the defaults. */
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

    /** The longest delay after the first failure. */
    public Duration first() {
        return first;
    }

    /** The factor by which each further failure multiplies the longest delay. */
    public double factor() {
        return factor;
    }

    /** The longest delay overall. */
    public Duration ceiling() {
        return ceiling;
    }

    /** The random share of each delay, 0 to 1: with 0.5, a delay of 8 s becomes one of 4 s to 8 s. */
    public double jitter() {
        return jitter;
    }

    /** The age at which a connection is stable, so that earlier failures no longer count. */
    public Duration stable() {
        return stable;
    }

    /** The number of failures in a row that ends the attempts; {@link Integer#MAX_VALUE} for no limit. */
    public int attempts() {
        return attempts;
    }

    /** Whether to try again after this failure to connect. */
    public Predicate<? super Throwable> retryWhile() {
        return retryWhile;
    }

    /**
     * The delay after a number of failures in a row.
     *
     * @param failures 1 or more; fewer count as 1
     * @param random 0 to 1: 0 gives the longest delay, 1 the shortest
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

    /** Collects the values of a {@link Backoff}. */
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
         * The delays. Default 1 s, doubled by each failure up to 1 min.
         *
         * @param shortest the longest delay after the first failure, 1 ms or more
         * @param growth the factor for each further failure, 1 or more
         * @param longest the longest delay overall, {@code shortest} to 365 days
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

        /** The random share of each delay, 0 to 1. Default 0.5: a delay of 8 s becomes one of 4 s to 8 s. */
        public Builder jitter(double share) {
            require(share >= 0 && share <= 1, "jitter " + share + " is not within 0 to 1");
            jitter = share;
            return this;
        }

        /** The age at which a connection is stable, so that earlier failures no longer count, 0 or more. Default 1 min. */
        public Builder stable(Duration time) {
            require(!time.isNegative(), "stable time " + time + " is negative");
            stable = time;
            return this;
        }

        /** The number of failures in a row that ends the attempts, 1 or more. Default: no limit, {@link Integer#MAX_VALUE}. */
        public Builder attempts(int most) {
            require(most >= 1, "attempts " + most + " are not 1 or more");
            attempts = most;
            return this;
        }

        /**
         * Selects the failures to connect after which the next attempt is made. Default: each {@link AtConnectionException},
         * whose cause gives the detail: {@code javax.net.ssl.SSLException} for a refused certificate.
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
