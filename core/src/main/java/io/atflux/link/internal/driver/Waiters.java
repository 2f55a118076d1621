package io.atflux.link.internal.driver;

import io.atflux.link.DeliveryOutcome;
import io.atflux.link.DeliveryReceipt;
import io.atflux.outbox.OutboxEntry;
import io.atflux.outbox.OutboxStep;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.MonoSink;

/** The subscribers that await the receipt of a message in an outbox. Confined to the link's mailbox. */
final class Waiters {

    private final Outgoing.Client client;
    private final Map<String, MonoSink<DeliveryReceipt>> waiting = new HashMap<>();
    private boolean closed;

    Waiters(Outgoing.Client client) {
        this.client = client;
    }

    /** After the end, reports at once that the message stays in the outbox. */
    void add(String id, MonoSink<DeliveryReceipt> sink) {
        if (closed) {
            sink.error(NotPublished.keptAndClosed());
        } else {
            waiting.put(id, sink);
        }
    }

    void remove(String id, MonoSink<DeliveryReceipt> sink) {
        waiting.remove(id, sink);
    }

    /** The message was not accepted. */
    void refused(String id, Throwable failure) {
        MonoSink<DeliveryReceipt> sink = waiting.remove(id);
        if (sink != null) {
            sink.error(failure);
        }
    }

    void close() {
        closed = true;
        waiting.values().forEach(sink -> sink.error(NotPublished.keptAndClosed()));
        waiting.clear();
    }

    /** Reports the messages that the store dropped or expired. */
    void gone(OutboxStep step) {
        step.dropped().forEach(entry -> tell(receipt(entry, DeliveryOutcome.DROPPED, false, null)));
        step.expired().forEach(this::expired);
    }

    void expired(OutboxEntry entry) {
        tell(receipt(entry, DeliveryOutcome.EXPIRED, false, null));
    }

    /** Reports a receipt to all its subscribers. */
    void tell(DeliveryReceipt receipt) {
        client.receipt(receipt);
        MonoSink<DeliveryReceipt> sink = waiting.remove(receipt.id());
        if (sink != null) {
            sink.success(receipt);
        }
    }

    /** @param again whether the module itself may have published it more than once */
    DeliveryReceipt receipt(OutboxEntry entry, DeliveryOutcome outcome, boolean again, @Nullable Throwable failure) {
        return receipt(entry, entry.attempts(), outcome, again, failure);
    }

    /** The receipt of an entry that the store has marked as being written, and that is not written once more. */
    DeliveryReceipt notWritten(OutboxEntry entry, @Nullable Throwable failure) {
        return receipt(entry, entry.attempts() - 1, DeliveryOutcome.UNKNOWN, false, failure);
    }

    private DeliveryReceipt receipt(
            OutboxEntry entry, int attempts, DeliveryOutcome outcome, boolean again, @Nullable Throwable failure) {
        Duration elapsed = Duration.between(entry.acceptedAt(), client.now());
        boolean confirmed = outcome == DeliveryOutcome.CONFIRMED;
        return DeliveryReceipt.builder(entry.message(), entry.id(), outcome)
                .attempts(attempts, entry.firstSentAt())
                .possiblyDuplicated(confirmed && (again || entry.isPossiblySent()))
                .elapsed(elapsed.isNegative() ? Duration.ZERO : elapsed)
                .failure(failure)
                .build();
    }
}
