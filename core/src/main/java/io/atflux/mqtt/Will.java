package io.atflux.mqtt;

import io.atflux.internal.text.Utf8;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The message that the broker publishes if the connection ends without a DISCONNECT (MQTT 3.1.1, 3.1.2.5). Set before the
 * connection is opened. Immutable.
 */
public final class Will {

    private final MqttMessage message;

    private Will(MqttMessage message) {
        this.message = Objects.requireNonNull(message, "message");
    }

    /** A will with topic, payload, QoS and retain flag of a message. */
    public static Will of(MqttMessage message) {
        return new Will(message);
    }

    /**
     * A UTF-8 will with QoS 0, not retained.
     *
     * @throws io.atflux.error.AtUsageException for half of a surrogate pair, which has no UTF-8
     */
    public static Will of(String topic, String text) {
        return of(MqttMessage.builder(topic)
                .payload(Utf8.bytes(null, "will", text))
                .qos(Qos.AT_MOST_ONCE)
                .build());
    }

    /** Topic, payload, QoS and retain flag of the will. */
    public MqttMessage message() {
        return message;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Will will && message.equals(will.message);
    }

    @Override
    public int hashCode() {
        return message.hashCode();
    }

    /** Without the payload, which may be confidential. */
    @Override
    public String toString() {
        return "will " + message;
    }
}
