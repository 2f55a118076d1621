package io.atflux.mqtt;

import io.atflux.profile.StringRule;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A message, on its way out or in. Bytes given are not copied and must not be changed afterwards.
 *
 * @param topic where it is published
 * @param payload its bytes, as they are
 * @param qos the level it is published with, or was delivered with
 * @param retain whether the broker keeps it; always false on inbound ones, which do not say
 */
public record MqttMessage(String topic, byte[] payload, Qos qos, boolean retain) {

    /** A message with QoS 1, not retained. */
    public static MqttMessage of(String topic, byte[] payload) {
        return new MqttMessage(topic, payload, Qos.AT_LEAST_ONCE, false);
    }

    /**
     * A UTF-8 message with QoS 1, not retained.
     *
     * @throws io.atflux.error.AtUsageException for half of a surrogate pair, which has no UTF-8
     */
    public static MqttMessage of(String topic, String text) {
        return of(topic, StringRule.utf8(null, "message", text));
    }

    /** With another quality of service. */
    public MqttMessage qos(Qos other) {
        return new MqttMessage(topic, payload, other, retain);
    }

    /** To be kept by the broker for those who subscribe later. */
    public MqttMessage retained() {
        return new MqttMessage(topic, payload, qos, true);
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
                && retain == m.retain;
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
}
