package io.atflux.mqtt;

import io.atflux.internal.text.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A message, outbound or inbound. Immutable. The array passed in is not copied and must not be changed afterwards. */
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
     * Starts from an empty message, QoS 1, not retained.
     *
     * @param topic its topic; checked by the module's commands
     */
    public static Builder builder(String topic) {
        return new Builder(topic);
    }

    /** A builder with these values. */
    public Builder mutate() {
        return new Builder(topic).payload(payload).qos(qos).retain(retain).cut(cut);
    }

    /** The topic. */
    public String topic() {
        return topic;
    }

    /** The payload; not a copy. */
    public byte[] payload() {
        return payload;
    }

    /** The QoS level of the publish or of the delivery. */
    public Qos qos() {
        return qos;
    }

    /** Whether the broker retains it; always false on inbound messages, which do not carry the flag. */
    public boolean retain() {
        return retain;
    }

    /** Whether part of it is missing, or may be: no more of it came before its end. Only for subscribers that ask for such messages. */
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

    /** Collects the values of a message. Not thread-safe. */
    public static final class Builder {

        private final String topic;
        private byte[] payload = NOTHING;
        private Qos qos = Qos.AT_LEAST_ONCE;
        private boolean retain;
        private boolean cut;

        private Builder(String topic) {
            this.topic = Objects.requireNonNull(topic, "topic");
        }

        /** The payload; not copied. Default: empty. */
        public Builder payload(byte[] bytes) {
            payload = Objects.requireNonNull(bytes, "payload");
            return this;
        }

        /**
         * The payload as text, in UTF-8.
         *
         * @throws io.atflux.error.AtUsageException for half of a surrogate pair, which has no UTF-8
         */
        public Builder text(String text) {
            return payload(Utf8.bytes(null, "message", text));
        }

        /** The QoS level of the publish or of the delivery. Default: 1. */
        public Builder qos(Qos level) {
            qos = level;
            return this;
        }

        /** Whether the broker retains it for later subscribers. Default: no. */
        public Builder retain(boolean kept) {
            retain = kept;
            return this;
        }

        /** Whether part of it is missing, or may be: for dialects that read inbound messages. Default: no. */
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
