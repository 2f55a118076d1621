package io.atflux.mqtt;

import io.atflux.profile.StringRule;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A message, on its way out or in. Bytes given are not copied and must not be changed afterwards. */
public final class MqttMessage {

    private final String topic;
    private final byte[] payload;
    private final Qos qos;
    private final boolean retain;
    private final boolean cut;

    /**
     * @param topic where it is published
     * @param payload its bytes, as they are
     * @param qos the level it is published with, or was delivered with
     * @param retain whether the broker keeps it
     */
    public MqttMessage(String topic, byte[] payload, Qos qos, boolean retain) {
        this(topic, payload, qos, retain, false);
    }

    private MqttMessage(String topic, byte[] payload, Qos qos, boolean retain, boolean cut) {
        this.topic = topic;
        this.payload = payload;
        this.qos = qos;
        this.retain = retain;
        this.cut = cut;
    }

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
        return new MqttMessage(topic, payload, other, retain, cut);
    }

    /** To be kept by the broker for those who subscribe later. */
    public MqttMessage retained() {
        return new MqttMessage(topic, payload, qos, true, cut);
    }

    /** As one of which a part is missing, or may be. */
    public MqttMessage cut() {
        return new MqttMessage(topic, payload, qos, retain, true);
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
}
