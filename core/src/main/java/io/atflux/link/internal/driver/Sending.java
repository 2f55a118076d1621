package io.atflux.link.internal.driver;

import io.atflux.link.DeliveryOutcome;
import io.atflux.link.DeliveryReceipt;
import io.atflux.mqtt.MqttMessage;
import io.atflux.outbox.OutboxMessage;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.MonoSink;

/** One message on its way out. Confined to the link's mailbox. */
final class Sending {

    final OutboxMessage message;
    private final MonoSink<DeliveryReceipt> sink;
    private final Instant givenAt;
    /** When it is given up unless it was written; null while the link is ready. */
    @Nullable
    Instant giveUpAt;

    int attempts;
    boolean possiblyDuplicated;
    int connectionsEnded;
    boolean cancelled;
    /** Since when the module refuses it; null if it does not. */
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

    /** An attempt that may have reached the broker, or did not. */
    void attempted(int writes, boolean mayHaveArrived, @Nullable Throwable failure) {
        attempts += writes;
        possiblyDuplicated |= mayHaveArrived;
        lastFailure = failure;
        if (attempts == 0) {
            firstSentAt = null;
        }
    }

    /** What is left to say of one that nobody sends any more. */
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
