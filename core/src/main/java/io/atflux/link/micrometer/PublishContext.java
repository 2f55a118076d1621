package io.atflux.link.micrometer;

import io.atflux.link.DeliveryReceipt;
import io.atflux.mqtt.MqttMessage;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.SenderContext;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The context of a publish. A message has no headers, so it propagates no trace. */
final class PublishContext extends SenderContext<MqttMessage> {

    private final MqttMessage message;
    private volatile String outcome = "none";
    private volatile @Nullable String id;

    PublishContext(MqttMessage message) {
        super((carrier, key, value) -> {}, Kind.PRODUCER);
        this.message = message;
        setCarrier(message);
    }

    MqttMessage message() {
        return message;
    }

    String outcome() {
        return outcome;
    }

    @Nullable
    String id() {
        return id;
    }

    Runnable ends(DeliveryReceipt receipt) {
        return () -> {
            id = receipt.id();
            outcome = receipt.outcome().name().toLowerCase(Locale.ROOT);
        };
    }

    Runnable ends(String how) {
        return () -> outcome = how;
    }
}
