package io.atflux.link;

import io.atflux.mqtt.MqttMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What became of a message that was given to a link. Immutable. */
public final class DeliveryReceipt {

    private final MqttMessage message;
    private final String id;
    private final DeliveryOutcome outcome;
    private final int attempts;
    private final boolean possiblyDuplicated;
    private final @Nullable Instant firstSentAt;
    private final Duration elapsed;
    private final @Nullable Throwable failure;

    private DeliveryReceipt(Builder builder) {
        message = builder.message;
        id = builder.id;
        outcome = builder.outcome;
        attempts = builder.attempts;
        possiblyDuplicated = builder.possiblyDuplicated;
        firstSentAt = builder.firstSentAt;
        elapsed = builder.elapsed;
        failure = builder.failure;
    }

    /** Starts with a message that was never written: for stand-ins of a link in tests. */
    public static Builder builder(MqttMessage message, String id, DeliveryOutcome outcome) {
        return new Builder(message, id, outcome);
    }

    /** The message. */
    public MqttMessage message() {
        return message;
    }

    /** The message's id, the same over all its attempts; ids of later messages of one link compare higher as text. */
    public String id() {
        return id;
    }

    /** What became of it. */
    public DeliveryOutcome outcome() {
        return outcome;
    }

    /** Whether the module confirmed it. */
    public boolean isConfirmed() {
        return outcome == DeliveryOutcome.CONFIRMED;
    }

    /** How often it was written; 0 if it never was. */
    public int attempts() {
        return attempts;
    }

    /** Whether an attempt that is not confirmed may have reached the broker as well. */
    public boolean possiblyDuplicated() {
        return possiblyDuplicated;
    }

    /** When it was written first; null if it never was. */
    public @Nullable Instant firstSentAt() {
        return firstSentAt;
    }

    /** From when it was given to the link to its end. */
    public Duration elapsed() {
        return elapsed;
    }

    /** Why it was not confirmed; null if it was. */
    public @Nullable Throwable failure() {
        return failure;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DeliveryReceipt r
                && message.equals(r.message)
                && id.equals(r.id)
                && outcome == r.outcome
                && attempts == r.attempts
                && possiblyDuplicated == r.possiblyDuplicated
                && Objects.equals(firstSentAt, r.firstSentAt)
                && elapsed.equals(r.elapsed)
                && Objects.equals(failure, r.failure);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, outcome, attempts, firstSentAt, elapsed);
    }

    /** Without the payload, which a failure's message may show. */
    @Override
    public String toString() {
        return id + " to " + message.topic() + ": " + outcome + " after " + attempts + " writes"
                + (possiblyDuplicated ? ", possibly duplicated" : "")
                + (failure == null ? "" : " (" + failure.getClass().getSimpleName() + ")");
    }

    /** Collects what became of a message. Not thread-safe. */
    public static final class Builder {

        private final MqttMessage message;
        private final String id;
        private final DeliveryOutcome outcome;
        private int attempts;
        private boolean possiblyDuplicated;
        private @Nullable Instant firstSentAt;
        private Duration elapsed = Duration.ZERO;
        private @Nullable Throwable failure;

        private Builder(MqttMessage message, String id, DeliveryOutcome outcome) {
            this.message = Objects.requireNonNull(message, "message");
            this.id = Objects.requireNonNull(id, "id");
            this.outcome = Objects.requireNonNull(outcome, "outcome");
        }

        /** How often it was written, and when first. */
        public Builder attempts(int number, @Nullable Instant first) {
            attempts = number;
            firstSentAt = first;
            return this;
        }

        /** Whether it may have arrived more than once. */
        public Builder possiblyDuplicated(boolean possibly) {
            possiblyDuplicated = possibly;
            return this;
        }

        /** The time it took. */
        public Builder elapsed(Duration time) {
            elapsed = time;
            return this;
        }

        /** Why it was not confirmed. */
        public Builder failure(@Nullable Throwable why) {
            failure = why;
            return this;
        }

        /** The receipt. */
        public DeliveryReceipt build() {
            return new DeliveryReceipt(this);
        }
    }
}
