package io.atflux.link.internal.driver;

import io.atflux.link.DeliveryOutcome;
import io.atflux.link.DeliveryReceipt;
import io.atflux.mqtt.MqttMessage;
import io.atflux.outbox.OutboxMessage;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.MonoSink;

/** One outgoing message. Confined to the link's mailbox. */
final class Sending {

    final OutboxMessage message;
    private final MonoSink<DeliveryReceipt> sink;
    private final Instant givenAt;
    /** The time at which it is given up unless it was written; null while the link is ready. */
    @Nullable
    Instant giveUpAt;

    int attempts;
    boolean possiblyDuplicated;
    int connectionsEnded;
    boolean cancelled;
    /** The time since which the module refuses it; null if it does not. */
    @Nullable
    Instant refusedSince;

    private @Nullable Instant firstSentAt;
    private @Nullable Throwable lastFailure;

    Sending(OutboxMessage message, MonoSink<DeliveryReceipt> sink, Instant givenAt) {
        this.message = message;
        this.sink = sink;
        this.givenAt = givenAt;
    }

    MqttMessage mqtt() {
        return message.message();
    }

    void begins(Instant now) {
        if (firstSentAt == null) {
            firstSentAt = now;
        }
    }

    /** Records an attempt, and whether it may have reached the broker. */
    void attempted(int writes, boolean mayHaveArrived, @Nullable Throwable failure) {
        attempts += writes;
        possiblyDuplicated |= mayHaveArrived;
        lastFailure = failure;
        if (attempts == 0) {
            firstSentAt = null;
        }
    }

    /** Ends a message that is no longer sent. */
    void giveUp(Instant now, Throwable why) {
        DeliveryOutcome outcome = possiblyDuplicated
                ? DeliveryOutcome.UNKNOWN
                : attempts > 0 ? DeliveryOutcome.REJECTED : DeliveryOutcome.NOT_SENT;
        Throwable last = lastFailure;
        end(now, outcome, last == null ? why : last);
    }

    void end(Instant now, DeliveryOutcome outcome, @Nullable Throwable failure) {
        sink.success(DeliveryReceipt.builder(mqtt(), message.id(), outcome)
                .attempts(attempts, firstSentAt)
                .possiblyDuplicated(outcome == DeliveryOutcome.CONFIRMED && possiblyDuplicated)
                .elapsed(Duration.between(givenAt, now))
                .failure(failure)
                .build());
    }

    void error(Throwable usage) {
        sink.error(usage);
    }
}
