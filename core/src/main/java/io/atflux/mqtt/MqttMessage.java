package io.atflux.mqtt;

import io.atflux.internal.text.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A message, on its way out or in. Immutable. Bytes given are not copied and must not be changed afterwards. */
public final class MqttMessage {

    private static final byte[] NOTHING = {};

    private final String topic;
    private final byte[] payload;
    private final Qos qos;
    private final boolean retain;
    private final boolean cut;

    private MqttMessage(Builder builder) {
        this.topic = builder.topic;
        this.payload = builder.payload;
        this.qos = builder.qos;
        this.retain = builder.retain;
        this.cut = builder.cut;
    }

    /** A message with QoS 1, not retained. */
    public static MqttMessage of(String topic, byte[] payload) {
        return builder(topic).payload(payload).build();
    }

    /**
     * A UTF-8 message with QoS 1, not retained.
     *
     * @throws io.atflux.error.AtUsageException for half of a surrogate pair, which has no UTF-8
     */
    public static MqttMessage of(String topic, String text) {
        return builder(topic).text(text).build();
    }

    /**
     * Starts with an empty message, QoS 1, not retained.
     *
     * @param topic where it is published; checked by the module's commands
     */
    public static Builder builder(String topic) {
        return new Builder(topic);
    }

    /** A builder with these values. */
    public Builder mutate() {
        return new Builder(topic).payload(payload).qos(qos).retain(retain).cut(cut);
    }

    /** Where it is published. */
    public String topic() {
        return topic;
    }

    /** Its bytes, as they are. */
    public byte[] payload() {
        return payload;
    }

    /** The level it is published with, or was delivered with. */
    public Qos qos() {
        return qos;
    }

    /** Whether the broker keeps it; always false on inbound ones, which do not say. */
    public boolean retain() {
        return retain;
    }

    /** Whether a part of it is missing, or may be: the line fell silent within it. Only where that was asked for. */
    public boolean isCut() {
        return cut;
    }

    /** The payload read as UTF-8. */
    public String text() {
        return new String(payload, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MqttMessage m
                && topic.equals(m.topic)
                && Arrays.equals(payload, m.payload)
                && qos == m.qos
                && retain == m.retain
                && cut == m.cut;
    }

    @Override
    public int hashCode() {
        return 31 * topic.hashCode() + Arrays.hashCode(payload);
    }

    /** Without the payload, which may be confidential. */
    @Override
    public String toString() {
        return topic + " (" + payload.length + " bytes, QoS " + qos.level() + (retain ? ", retained)" : ")");
    }

    /** Collects what belongs to a message. Not thread-safe. */
    public static final class Builder {

        private final String topic;
        private byte[] payload = NOTHING;
        private Qos qos = Qos.AT_LEAST_ONCE;
        private boolean retain;
        private boolean cut;

        private Builder(String topic) {
            this.topic = Objects.requireNonNull(topic, "topic");
        }

        /** Its bytes, as they are: not copied. Default: none. */
        public Builder payload(byte[] bytes) {
            payload = Objects.requireNonNull(bytes, "payload");
            return this;
        }

        /**
         * Its text, as UTF-8.
         *
         * @throws io.atflux.error.AtUsageException for half of a surrogate pair, which has no UTF-8
         */
        public Builder text(String text) {
            return payload(Utf8.bytes(null, "message", text));
        }

        /** The level it is published with, or was delivered with. Default: 1. */
        public Builder qos(Qos level) {
            qos = level;
            return this;
        }

        /** Whether the broker keeps it for those who subscribe later. Default: not. */
        public Builder retain(boolean kept) {
            retain = kept;
            return this;
        }

        /** Whether a part of it is missing, or may be: for dialects that read inbound messages. Default: not. */
        public Builder cut(boolean missing) {
            cut = missing;
            return this;
        }

        /** The message with these values. */
        public MqttMessage build() {
            return new MqttMessage(this);
        }
    }
}
