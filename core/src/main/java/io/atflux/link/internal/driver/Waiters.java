package io.atflux.link.internal.driver;

import io.atflux.link.DeliveryOutcome;
import io.atflux.link.DeliveryReceipt;
import io.atflux.outbox.OutboxEntry;
import io.atflux.outbox.OutboxStep;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.MonoSink;

/** The subscribers that await the receipt of a message in an outbox. Confined to the link's mailbox. */
final class Waiters {

    private final Outgoing.Client client;
    private final Map<String, Waiting> waiting = new HashMap<>();
    /** The latest entry that the store has reported as accepted. */
    private long newest = -1;

    private boolean closed;

    /** A subscriber. */
    private static final class Waiting {

        private final MonoSink<DeliveryReceipt> sink;
        /** Its entry; null until the store has accepted the message. */
        private @Nullable OutboxEntry entry;

        Waiting(MonoSink<DeliveryReceipt> sink) {
            this.sink = sink;
        }
    }

    Waiters(Outgoing.Client client) {
        this.client = client;
    }

    /** After the end, reports at once that the message stays in the outbox. */
    void add(String id, MonoSink<DeliveryReceipt> sink) {
        if (closed) {
            sink.error(NotPublished.keptAndClosed());
        } else {
            waiting.put(id, new Waiting(sink));
        }
    }

    void remove(String id, MonoSink<DeliveryReceipt> sink) {
        Waiting one = waiting.get(id);
        if (one != null && one.sink == sink) {
            waiting.remove(id);
        }
    }

    /** The message was not accepted. */
    void refused(String id, Throwable failure) {
        Waiting one = waiting.remove(id);
        if (one != null) {
            one.sink.error(failure);
        }
    }

    /** The message is stored. */
    void accepted(OutboxEntry entry) {
        newest = Math.max(newest, entry.sequence());
        Waiting one = waiting.get(entry.id());
        if (one != null) {
            one.entry = entry;
        }
    }

    /** The latest entry that is known to be stored: each operation of the store from now on finds it and all earlier ones. */
    long newest() {
        return newest;
    }

    /**
     * The store has no entry up to this one any more. A store that drops or expires an entry, and then fails to report it, leaves its
     * subscribers without a receipt.
     */
    void missing(long last) {
        List<OutboxEntry> entries = waiting.values().stream()
                .map(one -> one.entry)
                .filter(entry -> entry != null && entry.sequence() <= last)
                .toList();
        entries.forEach(entry -> tell(receipt(entry, DeliveryOutcome.NOT_SENT, false, NotPublished.missing())));
    }

    void close() {
        closed = true;
        waiting.values().forEach(one -> one.sink.error(NotPublished.keptAndClosed()));
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
        Waiting one = waiting.remove(receipt.id());
        if (one != null) {
            one.sink.success(receipt);
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
