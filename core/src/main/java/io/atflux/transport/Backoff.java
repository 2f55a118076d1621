package io.atflux.transport;

import io.atflux.error.AtConnectionException;
import io.atflux.internal.time.Durations;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * How long to wait before a line is opened again: exponentially longer with each failure in a row, up to a ceiling, and never
 * exactly as long as everybody else, so that a server that comes back is not met by all its clients at once. A failure is an
 * attempt that did not connect, and a connection that was lost before it was stable.
 *
 * @param first the longest wait behind the first failure, 1 ms or more
 * @param factor what each further failure multiplies it by, 1 or more
 * @param ceiling the longest wait of all, {@code first} to 365 days
 * @param jitter which share of each wait is left to chance, 0 to 1: with 0.5, a wait of 8 s becomes one of 4 s to 8 s
 * @param stable how long a connection lives before the failures up to then are forgotten, 0 or more
 * @param attempts how many failures in a row are the end, 1 or more; {@link Integer#MAX_VALUE} for no limit
 * @param retryWhile whether to try again after this failure to connect
 */
public record Backoff(
        Duration first,
        double factor,
        Duration ceiling,
        double jitter,
        Duration stable,
        int attempts,
        Predicate<? super Throwable> retryWhile) {

    private static final Duration LONGEST = Duration.ofDays(365);
    private static final Predicate<Throwable> NOT_CONNECTED = failure -> failure instanceof AtConnectionException;

    public Backoff {
        require(first.compareTo(Duration.ofMillis(1)) >= 0, "first wait " + first + " is shorter than 1 ms");
        require(factor >= 1 && factor < Double.POSITIVE_INFINITY, "factor " + factor + " is not 1 or more");
        require(
                ceiling.compareTo(first) >= 0 && ceiling.compareTo(LONGEST) <= 0,
                "ceiling " + ceiling + " is not within the first wait, " + first + ", and 365 days");
        require(jitter >= 0 && jitter <= 1, "jitter " + jitter + " is not within 0 to 1");
        require(!stable.isNegative(), "stable time " + stable + " is negative");
        require(attempts >= 1, "attempts " + attempts + " are not 1 or more");
    }

    private static void require(boolean fulfilled, String message) {
        if (!fulfilled) {
            throw new IllegalArgumentException(message);
        }
    }

    /**
     * 1 s, doubled up to 1 min, half of it left to chance, stable after 1 min, without end. Whatever is no
     * {@link AtConnectionException} is not tried again.
     */
    public static Backoff defaults() {
        return new Backoff(
                Duration.ofSeconds(1),
                2,
                Duration.ofMinutes(1),
                0.5,
                Duration.ofMinutes(1),
                Integer.MAX_VALUE,
                NOT_CONNECTED);
    }

    /** Other waits. */
    public Backoff waits(Duration first, double factor, Duration ceiling) {
        return new Backoff(first, factor, ceiling, jitter, stable, attempts, retryWhile);
    }

    /** Another share left to chance. */
    public Backoff jitter(double share) {
        return new Backoff(first, factor, ceiling, share, stable, attempts, retryWhile);
    }

    /** Another time after which failures are forgotten. */
    public Backoff stable(Duration time) {
        return new Backoff(first, factor, ceiling, jitter, time, attempts, retryWhile);
    }

    /** A limit of failures in a row. */
    public Backoff attempts(int most) {
        return new Backoff(first, factor, ceiling, jitter, stable, most, retryWhile);
    }

    /**
     * Another choice of failures after which to try again. The cause of an {@link AtConnectionException} tells more:
     * {@code javax.net.ssl.SSLException} for a certificate that was refused.
     */
    public Backoff retryWhile(Predicate<? super Throwable> choice) {
        return new Backoff(first, factor, ceiling, jitter, stable, attempts, choice);
    }

    /**
     * The wait behind so many failures in a row.
     *
     * @param failures 1 or more; fewer count as 1
     * @param random 0 to 1: 0 gives the longest wait, 1 the shortest
     */
    public Duration delay(int failures, double random) {
        double longest = Math.min(
                Durations.nanos(ceiling), Durations.nanos(first) * Math.pow(factor, Math.max(1, failures) - 1));
        return Duration.ofNanos((long) (longest * (1 - jitter * random)));
    }
}
