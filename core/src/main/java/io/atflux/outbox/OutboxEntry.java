package io.atflux.outbox;

import io.atflux.mqtt.MqttMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A message that a store has accepted, in its state at one moment. Immutable. */
public final class OutboxEntry {

    private final String owner;
    private final long sequence;
    private final OutboxMessage accepted;
    private final Instant acceptedAt;
    private final int attempts;
    private final @Nullable Instant firstSentAt;
    private final int connectionsEnded;

    private OutboxEntry(Builder builder) {
        owner = builder.owner;
        sequence = builder.sequence;
        accepted = builder.accepted;
        acceptedAt = builder.acceptedAt;
        attempts = builder.attempts;
        firstSentAt = builder.firstSentAt;
        connectionsEnded = builder.connectionsEnded;
    }

    /** For implementations of {@link Outbox}: an entry that was not written yet. */
    public static Builder builder(String owner, long sequence, OutboxMessage accepted, Instant acceptedAt) {
        return new Builder(owner, sequence, accepted, acceptedAt);
    }

    /** A builder with these values. */
    public Builder mutate() {
        return new Builder(owner, sequence, accepted, acceptedAt)
                .attempts(attempts, firstSentAt)
                .connectionsEnded(connectionsEnded);
    }

    /** The owner of the entry. */
    public String owner() {
        return owner;
    }

    /** The number in the store; entries are sent in the order of these numbers. */
    public long sequence() {
        return sequence;
    }

    /** The id, which stays the same after each crash and each attempt. */
    public String id() {
        return accepted.id();
    }

    /** The message to publish. */
    public MqttMessage message() {
        return accepted.message();
    }

    /** The message with its id and its time to live. */
    public OutboxMessage accepted() {
        return accepted;
    }

    /** The time at which it was accepted, by the host's clock. */
    public Instant acceptedAt() {
        return acceptedAt;
    }

    /** The time at which it expires unless it was sent before; null if never. */
    public @Nullable Instant expiresAt() {
        Duration timeToLive = accepted.timeToLive();
        return timeToLive == null ? null : acceptedAt.plus(timeToLive);
    }

    /** The number of attempts in which it was or may have been written, including the current one. */
    public int attempts() {
        return attempts;
    }

    /** The time at which it was first marked as being written; null if it never was. */
    public @Nullable Instant firstSentAt() {
        return firstSentAt;
    }

    /**
     * Whether an earlier attempt may have reached the broker: the process ended or the connection was lost while the
     * entry was being written, and the outcome is unknown.
     */
    public boolean isPossiblySent() {
        return attempts > 1;
    }

    /** The number of connections that ended while it was being written. */
    public int connectionsEnded() {
        return connectionsEnded;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OutboxEntry e
                && sequence == e.sequence
                && attempts == e.attempts
                && connectionsEnded == e.connectionsEnded
                && owner.equals(e.owner)
                && accepted.equals(e.accepted)
                && acceptedAt.equals(e.acceptedAt)
                && Objects.equals(firstSentAt, e.firstSentAt);
    }

    @Override
    public int hashCode() {
        return accepted.hashCode();
    }

    /** The text without the payload, which may be confidential. */
    @Override
    public String toString() {
        return sequence + " " + accepted + ", attempts: " + attempts;
    }

    /** Collects the values of an entry. Not thread-safe. */
    public static final class Builder {

        private final String owner;
        private final long sequence;
        private final OutboxMessage accepted;
        private final Instant acceptedAt;
        private int attempts;
        private @Nullable Instant firstSentAt;
        private int connectionsEnded;

        private Builder(String owner, long sequence, OutboxMessage accepted, Instant acceptedAt) {
            this.owner = Objects.requireNonNull(owner, "owner");
            this.sequence = sequence;
            this.accepted = Objects.requireNonNull(accepted, "accepted");
            this.acceptedAt = Objects.requireNonNull(acceptedAt, "acceptedAt");
        }

        /**
         * The number of attempts in which it was or may have been written, and the time of the first. Default: none.
         */
        public Builder attempts(int number, @Nullable Instant first) {
            attempts = number;
            firstSentAt = first;
            return this;
        }

        /** The number of connections that ended while it was being written. Default: none. */
        public Builder connectionsEnded(int number) {
            connectionsEnded = number;
            return this;
        }

        /** The entry with these values. */
        public OutboxEntry build() {
            return new OutboxEntry(this);
        }
    }
}
