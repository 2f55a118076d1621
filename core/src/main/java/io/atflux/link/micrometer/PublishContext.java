package io.atflux.link.micrometer;

import io.atflux.link.DeliveryReceipt;
import io.atflux.mqtt.MqttMessage;
import io.atflux.outbox.OutboxEntry;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.SenderContext;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The context of a publish, or of an enqueue. A message has no headers, so it propagates no trace. */
final class PublishContext extends SenderContext<MqttMessage> {

    private final MqttMessage message;
    private final String operation;
    private final String type;
    private volatile String outcome = "none";
    private volatile @Nullable String id;

    private PublishContext(MqttMessage message, String operation, String type) {
        super((carrier, key, value) -> {}, Kind.PRODUCER);
        this.message = message;
        this.operation = operation;
        this.type = type;
        setCarrier(message);
    }

    static PublishContext publish(MqttMessage message) {
        return new PublishContext(message, "publish", "send");
    }

    /** Passed to the outbox, which publishes it later. */
    static PublishContext enqueue(MqttMessage message) {
        return new PublishContext(message, "enqueue", "create");
    }

    String operation() {
        return operation;
    }

    String type() {
        return type;
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

    Runnable ends(OutboxEntry entry) {
        return () -> {
            id = entry.id();
            outcome = "queued";
        };
    }

    Runnable ends(String how) {
        return () -> outcome = how;
    }
}
