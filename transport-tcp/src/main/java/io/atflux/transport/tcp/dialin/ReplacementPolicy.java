package io.atflux.transport.tcp.dialin;

import java.time.Duration;

/**
 * The policy for a connection that registers with the id of a device whose older connection is still open. The peer is either the
 * device, which has dialled in again, or another host that knows its id. None of the rules proves its identity;
 * {@link DeviceRegistration#certificate} does. Immutable: every setter returns a changed copy.
 */
public final class ReplacementPolicy {

    /** The connection that stays. */
    public enum Rule {
        /** The newer one, always. */
        NEWEST,
        /** The older one, if it sends anything within its limit after a check; otherwise the newer one. */
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

    /** The newer connection replaces the older one. */
    public static ReplacementPolicy newest() {
        return new ReplacementPolicy(Rule.NEWEST, MOST, ANSWER);
    }

    /**
     * The older connection is checked, and stays if it answers: any byte from the device counts. Its session sends {@code AT} if
     * it has no command in flight; if no session has taken the connection, the listener sends it.
     */
    public static ReplacementPolicy aliveFirst() {
        return new ReplacementPolicy(Rule.ALIVE_FIRST, MOST, ANSWER);
    }

    /** The older connection stays, unless the newer one comes from the same address. */
    public static ReplacementPolicy sameAddress() {
        return new ReplacementPolicy(Rule.SAME_ADDRESS, MOST, ANSWER);
    }

    /**
     * The number of times that a device's connection may be replaced within a minute; after that, newer ones are refused. Default
     * 10; 1 to 1,000.
     */
    public ReplacementPolicy mostPerMinute(int replacements) {
        if (replacements < 1 || replacements > 1_000) {
            throw new IllegalArgumentException("replacements per minute " + replacements + " is not within 1 to 1000");
        }
        return new ReplacementPolicy(rule, replacements, answerWithin);
    }

    /** The longest silence of an older connection after a check. Default 10 s; 1 ms to 1 hour. */
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
