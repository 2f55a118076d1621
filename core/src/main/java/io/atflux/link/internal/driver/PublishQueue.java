package io.atflux.link.internal.driver;

import io.atflux.error.AtConnectionException;
import io.atflux.error.AtException;
import io.atflux.error.AtOverflowException;
import io.atflux.error.AtUsageException;
import io.atflux.error.Outcome;
import io.atflux.link.DeliveryOutcome;
import io.atflux.link.DeliveryReceipt;
import io.atflux.link.LinkOptions;
import io.atflux.mqtt.MqttClient;
import io.atflux.mqtt.MqttMessage;
import io.atflux.mqtt.OnUnknown;
import io.atflux.mqtt.Receipt;
import io.atflux.outbox.OutboxMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/**
 * Messages on their way out, in order, one at a time. What was not confirmed when a connection broke goes first on the next one.
 * Confined to the link's mailbox.
 */
final class PublishQueue {

    /** What the queue needs of its client. */
    interface Client {
        void post(Runnable task);

        Instant now();

        Disposable after(Duration time, Runnable task);

        /** A publish that the broker did not answer. */
        void doubted(Throwable failure);
    }

    private final Client client;
    private final LinkOptions options;
    private final Deque<Sending> waiting = new ArrayDeque<>();
    private @Nullable Sending current;
    private @Nullable MqttClient ready;
    private @Nullable Disposable timer;
    private boolean closed;
    private @Nullable Instant lastWrite;

    PublishQueue(Client client, LinkOptions options) {
        this.client = client;
        this.options = options;
    }

    Mono<DeliveryReceipt> publish(MqttMessage message) {
        return Mono.create(sink -> {
            Sending sending = new Sending(OutboxMessage.of(message), sink, client.now());
            sink.onCancel(() -> client.post(() -> cancel(sending)));
            client.post(() -> add(sending));
        });
    }

    int depth() {
        return waiting.size() + (current == null ? 0 : 1);
    }

    /** When something was written last, as far as is known; null for never. */
    @Nullable
    Instant lastWrite() {
        return current == null ? lastWrite : client.now();
    }

    private void add(Sending sending) {
        if (sending.cancelled) {
            return;
        }
        if (closed) {
            sending.end(client.now(), DeliveryOutcome.NOT_SENT, isClosed());
        } else if (waiting.size() >= options.maxWaiting()) {
            sending.end(client.now(), DeliveryOutcome.NOT_SENT, isFull());
        } else {
            limit(sending);
            waiting.addLast(sending);
            watch();
            pump();
        }
    }

    private void limit(Sending sending) {
        sending.giveUpAt = ready == null ? client.now().plus(options.waitForReady()) : null;
    }

    private void cancel(Sending sending) {
        sending.cancelled = true;
        waiting.remove(sending);
    }

    void ready(MqttClient open) {
        ready = open;
        waiting.forEach(sending -> sending.giveUpAt = null);
        watch();
        pump();
    }

    /** The connection is gone; {@code broke} if it broke by itself, which what was being written may have caused. */
    void gone(boolean broke) {
        if (ready == null) {
            return;
        }
        ready = null;
        Sending sending = current;
        if (sending != null && broke) {
            sending.connectionsEnded++;
        }
        waiting.forEach(this::limit);
        watch();
    }

    void close() {
        closed = true;
        ready = null;
        Instant now = client.now();
        waiting.forEach(sending -> sending.giveUp(now, isClosed()));
        waiting.clear();
        watch();
    }

    private void pump() {
        MqttClient open = ready;
        if (open == null || current != null) {
            return;
        }
        Sending next = waiting.pollFirst();
        if (next == null) {
            return;
        }
        current = next;
        next.begins(client.now());
        // The session sends again while a connection lasts; over connections it is this queue's.
        open.publish(next.mqtt(), options.onUnknown())
                .subscribe(
                        receipt -> client.post(() -> confirmed(next, receipt)),
                        failure -> client.post(() -> failed(next, failure)));
    }

    private void confirmed(Sending sending, Receipt receipt) {
        sending.attempted(receipt.attempts(), receipt.possiblyDuplicated(), null);
        over();
        sending.end(client.now(), DeliveryOutcome.CONFIRMED, null);
        pump();
    }

    private void over() {
        current = null;
        lastWrite = client.now();
    }

    private void failed(Sending sending, Throwable failure) {
        over();
        if (failure instanceof AtUsageException) {
            sending.error(failure);
        } else if (failure instanceof AtException at) {
            failed(sending, at);
        } else {
            sending.end(client.now(), DeliveryOutcome.UNKNOWN, failure);
        }
        pump();
    }

    private void failed(Sending sending, AtException failure) {
        boolean unknown = failure.outcome() == Outcome.UNKNOWN;
        if (failure instanceof AtConnectionException) {
            // The line is gone, and the link has yet to hear of it: another attempt would fail at once, and the next.
            gone(false);
        }
        sending.attempted(failure.attempts(), unknown, failure);
        boolean atMostOnce = options.onUnknown() == OnUnknown.GIVE_UP;
        if (unknown && ready != null) {
            client.doubted(failure);
        }
        boolean refused = failure.outcome() == Outcome.REJECTED && ready != null;
        if (refused || (unknown && atMostOnce) || closed) {
            sending.giveUp(client.now(), failure);
        } else if (sending.connectionsEnded >= Sending.POISON) {
            sending.end(client.now(), DeliveryOutcome.REJECTED, failure);
        } else if (!sending.cancelled) {
            limit(sending);
            waiting.addFirst(sending);
            watch();
        }
    }

    /** Watches the limit that passes first. */
    private void watch() {
        Disposable before = timer;
        if (before != null) {
            before.dispose();
            timer = null;
        }
        waiting.stream()
                .map(sending -> sending.giveUpAt)
                .filter(java.util.Objects::nonNull)
                .min(Instant::compareTo)
                .ifPresent(first -> {
                    Duration left = Duration.between(client.now(), first);
                    timer = client.after(left.isNegative() ? Duration.ZERO : left, () -> client.post(this::giveUpLate));
                });
    }

    private void giveUpLate() {
        Instant now = client.now();
        for (Sending sending : new ArrayDeque<>(waiting)) {
            Instant limit = sending.giveUpAt;
            if (limit != null && !limit.isAfter(now)) {
                waiting.remove(sending);
                sending.giveUp(now, notReady());
            }
        }
        watch();
    }

    private AtException notReady() {
        return new AtConnectionException(
                AtConnectionException.Reason.OTHER,
                "the link was not ready within " + options.waitForReady().toSeconds() + " s",
                "PUBLISH",
                Outcome.NOT_SENT,
                null);
    }

    private AtException isFull() {
        return new AtOverflowException(
                AtOverflowException.Limit.QUEUE,
                options.maxWaiting() + " messages wait already",
                "PUBLISH",
                Outcome.NOT_SENT);
    }

    private static AtException isClosed() {
        return new AtConnectionException(
                AtConnectionException.Reason.CLOSED, "the link was closed", "PUBLISH", Outcome.NOT_SENT, null);
    }
}
