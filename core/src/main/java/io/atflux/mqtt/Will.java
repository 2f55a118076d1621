package io.atflux.mqtt;

import io.atflux.profile.StringRule;

/**
 * What the broker publishes when the connection ends without a goodbye (MQTT 3.1.1, 3.1.2.5). Set before the connection
 * is opened.
 *
 * @param message topic, payload, QoS and retain flag of the will
 */
public record Will(MqttMessage message) {

    /**
     * A UTF-8 will with QoS 0, not retained.
     *
     * @throws io.atflux.error.AtUsageException for half of a surrogate pair, which has no UTF-8
     */
    public static Will of(String topic, String text) {
        return new Will(new MqttMessage(topic, StringRule.utf8(null, "will", text), Qos.AT_MOST_ONCE, false));
    }
}
