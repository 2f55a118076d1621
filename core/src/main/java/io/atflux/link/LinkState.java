package io.atflux.link;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The phase of a link, and the reason for it: a diagnosis. Immutable. */
public final class LinkState {

    private final LinkPhase phase;
    private final @Nullable LinkCause cause;
    private final Set<LinkCause> likely;
    private final @Nullable String detail;
    private final Instant since;
    private final @Nullable Instant nextAttemptAt;
    private final int attempt;
    private final int resetsLeft;

    private LinkState(Builder builder) {
        phase = builder.phase;
        cause = builder.cause;
        likely = builder.likely;
        detail = builder.detail;
        since = builder.since;
        nextAttemptAt = builder.nextAttemptAt;
        attempt = builder.attempt;
        resetsLeft = builder.resetsLeft;
    }

    /** Starts with a state without a cause: for tests of listeners. */
    public static Builder builder(LinkPhase phase, Instant since) {
        return new Builder(phase, since);
    }

    /** The phase of the link. */
    public LinkPhase phase() {
        return phase;
    }

    /**
     * The reason why the link is not ready: the last failure, also during a retry. Null before the first failure, and once the link is
     * ready.
     */
    public @Nullable LinkCause cause() {
        return cause;
    }

    /**
     * All causes that the observed symptoms allow, including {@link #cause()}; empty without a cause. If there are several, {@code cause()}
     * represents them.
     */
    public Set<LinkCause> likely() {
        return likely;
    }

    /** The observed symptom, for people: the modem's own words, the step that failed. Secrets are masked. Null for none. */
    public @Nullable String detail() {
        return detail;
    }

    /** The time at which the link entered this phase. */
    public Instant since() {
        return since;
    }

    /** The time of the next attempt; null unless the phase is {@link LinkPhase#WAITING} or {@link LinkPhase#BLOCKED}. */
    public @Nullable Instant nextAttemptAt() {
        return nextAttemptAt;
    }

    /** The number of failures since the link was last stable. */
    public int attempt() {
        return attempt;
    }

    /** The number of restarts of the module, by command or by power, that the hourly budgets still allow. */
    public int resetsLeft() {
        return resetsLeft;
    }

    /** Whether messages pass. */
    public boolean isReady() {
        return phase == LinkPhase.READY;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LinkState s
                && phase == s.phase
                && cause == s.cause
                && likely.equals(s.likely)
                && Objects.equals(detail, s.detail)
                && since.equals(s.since)
                && Objects.equals(nextAttemptAt, s.nextAttemptAt)
                && attempt == s.attempt
                && resetsLeft == s.resetsLeft;
    }

    @Override
    public int hashCode() {
        return Objects.hash(phase, cause, likely, detail, since, nextAttemptAt, attempt, resetsLeft);
    }

    @Override
    public String toString() {
        return phase
                + (cause == null ? "" : " " + cause)
                + (detail == null ? "" : " (" + detail + ")")
                + (nextAttemptAt == null ? "" : ", next attempt at " + nextAttemptAt);
    }

    /** Collects the values of a state. Not thread-safe. */
    public static final class Builder {

        private final LinkPhase phase;
        private final Instant since;
        private @Nullable LinkCause cause;
        private Set<LinkCause> likely = Set.of();
        private @Nullable String detail;
        private @Nullable Instant nextAttemptAt;
        private int attempt;
        private int resetsLeft;

        private Builder(LinkPhase phase, Instant since) {
            this.phase = Objects.requireNonNull(phase, "phase");
            this.since = Objects.requireNonNull(since, "since");
        }

        /** The reason why the link is not ready; {@code others} are the causes that cannot be distinguished from it. */
        public Builder cause(LinkCause why, Set<LinkCause> others, @Nullable String seen) {
            EnumSet<LinkCause> all = EnumSet.of(why);
            all.addAll(others);
            cause = why;
            likely = Collections.unmodifiableSet(all);
            detail = seen;
            return this;
        }

        /** The time of the next attempt. */
        public Builder nextAttemptAt(@Nullable Instant when) {
            nextAttemptAt = when;
            return this;
        }

        /** The number of failures since the link was last stable. */
        public Builder attempt(int failures) {
            attempt = failures;
            return this;
        }

        /** The number of restarts that are still allowed. */
        public Builder resetsLeft(int left) {
            resetsLeft = left;
            return this;
        }

        /** The state. */
        public LinkState build() {
            return new LinkState(this);
        }
    }
}
