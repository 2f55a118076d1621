package io.atflux.samples.gateway.web;

import io.atflux.mqtt.MqttMessage;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** A message that came, as JSON: text if it is UTF-8, Base64 otherwise. */
record Received(
        String topic,
        int qos,
        @Nullable String payload,
        @Nullable String payloadBase64) {

    static Received of(MqttMessage message) {
        String text = text(message.payload());
        return new Received(
                message.topic(),
                message.qos().level(),
                text,
                text == null ? Base64.getEncoder().encodeToString(message.payload()) : null);
    }

    private static @Nullable String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException none) {
            return null;
        }
    }
}
