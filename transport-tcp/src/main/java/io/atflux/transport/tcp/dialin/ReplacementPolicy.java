package io.atflux.transport.tcp.dialin;

import java.time.Duration;

/**
 * What becomes of a connection that registers with the id of a device whose older connection is still open: a device that
 * dialled in again, or somebody who knows its id. None of the rules proves who it is; {@link DeviceRegistration#certificate} does.
 * Immutable: every setter returns a changed copy.
 */
public final class ReplacementPolicy {

    /** Who stays. */
    public enum Rule {
        /** The newer one, always. */
        NEWEST,
        /** The older one, if anything comes from it within its limit after it was asked; the newer one otherwise. */
        ALIVE_FIRST,
        /** The newer one, if it comes from the same address; the older one otherwise. */
        SAME_ADDRESS
    }

    private static final int MOST = 10;
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final Rule rule;
    private final int mostPerMinute;
    private final Duration answerWithin;

    private ReplacementPolicy(Rule rule, int mostPerMinute, Duration answerWithin) {
        this.rule = rule;
        this.mostPerMinute = mostPerMinute;
        this.answerWithin = answerWithin;
    }

    /** The newer connection takes the older one's place. */
    public static ReplacementPolicy newest() {
        return new ReplacementPolicy(Rule.NEWEST, MOST, ANSWER);
    }

    /**
     * The older connection is asked, and stays if it answers: anything that comes from the device counts. Its session writes
     * {@code AT} where it has nothing in flight; where nobody has taken it, the listener does.
     */
    public static ReplacementPolicy aliveFirst() {
        return new ReplacementPolicy(Rule.ALIVE_FIRST, MOST, ANSWER);
    }

    /** The older connection stays, unless the newer one comes from the same address. */
    public static ReplacementPolicy sameAddress() {
        return new ReplacementPolicy(Rule.SAME_ADDRESS, MOST, ANSWER);
    }

    /** How often a device's connection may be replaced within a minute; then the newer one is refused. Default 10; 1 to 1,000. */
    public ReplacementPolicy mostPerMinute(int replacements) {
        if (replacements < 1 || replacements > 1_000) {
            throw new IllegalArgumentException("replacements per minute " + replacements + " is not within 1 to 1000");
        }
        return new ReplacementPolicy(rule, replacements, answerWithin);
    }

    /** How long an older connection that is asked may be silent. Default 10 s; 1 ms to 1 hour. */
    public ReplacementPolicy answerWithin(Duration limit) {
        if (limit.compareTo(Duration.ofMillis(1)) < 0 || limit.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("limit of the answer " + limit + " is not within 1 ms to 1 hour");
        }
        return new ReplacementPolicy(rule, mostPerMinute, limit);
    }

    Rule rule() {
        return rule;
    }

    int mostPerMinute() {
        return mostPerMinute;
    }

    Duration answerWithin() {
        return answerWithin;
    }
}
