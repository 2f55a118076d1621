package io.atflux.samples.gateway.web;

import io.atflux.mqtt.MqttMessage;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** A message that came, as JSON: text if it is UTF-8, Base64 otherwise. */
record Received(
        String topic,
        int qos,
        @Nullable String payload,
        @Nullable String payloadBase64) {

    static Received of(MqttMessage message) {
        String text = PayloadText.of(message.payload());
        return new Received(
                message.topic(),
                message.qos().level(),
                text,
                text == null ? Base64.getEncoder().encodeToString(message.payload()) : null);
    }
}
