package io.atflux.outbox;

import io.atflux.internal.time.Durations;
import io.atflux.mqtt.MqttMessage;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A message for an {@link OutboxQueue}, with its id and its time to live. Immutable.
 *
 * <p>The id is known before the message is accepted, and stays the same after each crash and each attempt. So a topic
 * or a payload may contain it.
 */
public final class OutboxMessage {

    private final String id;
    private final MqttMessage message;
    private final @Nullable Duration timeToLive;

    private OutboxMessage(Builder builder) {
        id = builder.id == null ? TimeOrderedIds.next() : builder.id;
        message = builder.message;
        timeToLive = builder.timeToLive;
    }

    /** A message that never expires, with a new id. */
    public static OutboxMessage of(MqttMessage message) {
        return builder(message).build();
    }

    /** Starts with a message that never expires. */
    public static Builder builder(MqttMessage message) {
        return new Builder(message);
    }

    /** A builder with these values, including the id. */
    public Builder mutate() {
        return new Builder(message).id(id).timeToLive(timeToLive);
    }

    /** The id; a UUID of version 7 if none was given, so later ids compare higher as text. */
    public String id() {
        return id;
    }

    /** The message to publish. */
    public MqttMessage message() {
        return message;
    }

    /** The time after acceptance during which it may be sent for the first time; null for no limit. */
    public @Nullable Duration timeToLive() {
        return timeToLive;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OutboxMessage m
                && id.equals(m.id)
                && message.equals(m.message)
                && Objects.equals(timeToLive, m.timeToLive);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    /** The text without the payload, which may be confidential. */
    @Override
    public String toString() {
        return id + " " + message + (timeToLive == null ? "" : ", for " + timeToLive);
    }

    /** Collects the values of a message. Not thread-safe. */
    public static final class Builder {

        private static final int LONGEST_ID = 200;

        private final MqttMessage message;
        private @Nullable String id;
        private @Nullable Duration timeToLive;

        private Builder(MqttMessage message) {
            this.message = Objects.requireNonNull(message, "message");
        }

        /**
         * A chosen id, which must be unique among all messages of the store. Default: a new one with each
         * {@link #build()}.
         *
         * @param own 1 to 200 characters
         */
        public Builder id(String own) {
            if (own.isEmpty() || own.length() > LONGEST_ID) {
                throw new IllegalArgumentException("an id has 1 to " + LONGEST_ID + " characters");
            }
            id = own;
            return this;
        }

        /**
         * The time after acceptance during which it may be sent for the first time, rounded up to milliseconds. Default: no limit.
         *
         * @param limit more than 0; null for no limit
         */
        public Builder timeToLive(@Nullable Duration limit) {
            timeToLive = limit == null ? null : toMillis(Durations.positive("time to live", limit));
            return this;
        }

        /** Rounded up to milliseconds, so that a limit read from a disk equals the given one. */
        private static Duration toMillis(Duration limit) {
            return Duration.ofMillis((Durations.nanos(limit) + 999_999) / 1_000_000);
        }

        /** The message with these values. */
        public OutboxMessage build() {
            return new OutboxMessage(this);
        }
    }
}
