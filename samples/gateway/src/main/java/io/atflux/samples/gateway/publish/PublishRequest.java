package io.atflux.samples.gateway.publish;

import io.atflux.mqtt.MqttMessage;
import io.atflux.mqtt.Qos;
import io.atflux.outbox.OutboxMessage;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A message to publish.
 *
 * @param payload text, as UTF-8
 * @param payloadBase64 bytes, in place of text
 * @param qos 1 unless it says otherwise
 * @param id the sender's own: a message that is sent again with it, because no answer came, is not queued twice while the first one is
 * @param ttlSeconds how long it may wait in the outbox; for ever unless it says otherwise
 */
public record PublishRequest(
        @NotBlank
        @Pattern(
                regexp = PublishRequest.TEXT,
                message =
                        "has a control character, one that is none (MQTT 3.1.1, 1.5.3), a quotation mark or a backslash")
        String topic,

        @Nullable @Pattern(regexp = "\\P{Cs}*+", message = "has half of a surrogate pair, which is no character")
        String payload,

        @Nullable @Pattern(regexp = PublishRequest.BASE64, message = "is no Base64")
        String payloadBase64,

        @Nullable @Min(0) @Max(2) Integer qos,
        @Nullable Boolean retain,

        @Nullable @Pattern(regexp = "[A-Za-z0-9._-]{1,100}", message = "is 1 to 100 letters, digits, '.', '_' and '-'")
        String id,

        @Nullable @Positive @Max(365L * 24 * 3600) Long ttlSeconds) {

    /**
     * A broker may end the connection because of another character (MQTT 3.1.1, 1.5.3), and the message would be sent again and again. The
     * module's commands have no way to write a quotation mark or a backslash.
     */
    static final String TEXT = "[^\"\\\\\\p{Cc}\\p{Cs}\\x{FDD0}-\\x{FDEF}\\x{FFFE}\\x{FFFF}]*+";

    static final String BASE64 = "([A-Za-z0-9+/]{4})*+([A-Za-z0-9+/]{2}(==)?|[A-Za-z0-9+/]{3}=?)?";

    /** Text and bytes exclude each other. */
    @AssertTrue(message = "payload and payloadBase64 are both given; a message has one of them")
    boolean isPayloadGivenOnce() {
        return payload == null || payloadBase64 == null;
    }

    MqttMessage message() {
        MqttMessage.Builder message = MqttMessage.builder(topic)
                .qos(Qos.values()[qos == null ? 1 : qos])
                .retain(retain != null && retain);
        return (payloadBase64 == null
                        ? message.text(payload == null ? "" : payload)
                        : message.payload(Base64.getDecoder().decode(payloadBase64)))
                .build();
    }

    OutboxMessage queued() {
        OutboxMessage.Builder message = OutboxMessage.builder(message());
        if (id != null) {
            message.id(id);
        }
        return message.timeToLive(ttlSeconds == null ? null : Duration.ofSeconds(ttlSeconds))
                .build();
    }
}
