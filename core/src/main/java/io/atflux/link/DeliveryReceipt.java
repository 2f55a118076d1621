package io.atflux.link;

import io.atflux.mqtt.MqttMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The result of a message that was given to a link. Immutable. */
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

    /** Starts with a message that was never written: for test doubles of a link. */
    public static Builder builder(MqttMessage message, String id, DeliveryOutcome outcome) {
        return new Builder(message, id, outcome);
    }

    /** The message. */
    public MqttMessage message() {
        return message;
    }

    /** The message's id, the same for all attempts; ids of later messages of one link compare higher as text. */
    public String id() {
        return id;
    }

    /** The outcome. */
    public DeliveryOutcome outcome() {
        return outcome;
    }

    /** Whether the module confirmed the message. */
    public boolean isConfirmed() {
        return outcome == DeliveryOutcome.CONFIRMED;
    }

    /** The number of times the message was written; 0 if never. */
    public int attempts() {
        return attempts;
    }

    /** Whether an unconfirmed attempt may have reached the broker as well. */
    public boolean possiblyDuplicated() {
        return possiblyDuplicated;
    }

    /** The time of the first write; null if the message was never written. */
    public @Nullable Instant firstSentAt() {
        return firstSentAt;
    }

    /** The time from the call that gave the message to the link until its outcome. */
    public Duration elapsed() {
        return elapsed;
    }

    /** The reason why the message was not confirmed; null if it was. */
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

    /** Without the payload, which a failure's message may contain. */
    @Override
    public String toString() {
        return id + " to " + message.topic() + ": " + outcome + " after " + attempts + " writes"
                + (possiblyDuplicated ? ", possibly duplicated" : "")
                + (failure == null ? "" : " (" + failure.getClass().getSimpleName() + ")");
    }

    /** Collects the values of a receipt. Not thread-safe. */
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

        /** The number of writes, and the time of the first. */
        public Builder attempts(int number, @Nullable Instant first) {
            attempts = number;
            firstSentAt = first;
            return this;
        }

        /** Whether the message may have arrived more than once. */
        public Builder possiblyDuplicated(boolean possibly) {
            possiblyDuplicated = possibly;
            return this;
        }

        /** The time from acceptance to outcome. */
        public Builder elapsed(Duration time) {
            elapsed = time;
            return this;
        }

        /** The reason why the message was not confirmed. */
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
