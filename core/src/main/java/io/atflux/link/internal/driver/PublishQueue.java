package io.atflux.link.internal.driver;

import io.atflux.error.AtConnectionException;
import io.atflux.link.DeliveryOutcome;
import io.atflux.link.DeliveryReceipt;
import io.atflux.link.LinkOptions;
import io.atflux.mqtt.MqttClient;
import io.atflux.mqtt.OnUnknown;
import io.atflux.mqtt.Qos;
import io.atflux.outbox.OutboxEntry;
import io.atflux.outbox.OutboxException;
import io.atflux.outbox.OutboxMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;

/**
 * Outgoing messages, in order, one at a time. A message that was not confirmed when a connection broke goes first on the next one. Confined
 * to the link's mailbox.
 */
final class PublishQueue implements Outgoing {

    private final Client client;
    private final LinkOptions options;
    private final Deque<Sending> waiting = new ArrayDeque<>();
    private @Nullable Sending current;
    private @Nullable MqttClient ready;
    private final Disposable.Swap writing = Disposables.swap();
    private @Nullable Disposable timer;
    private boolean closed;
    /** Whether publishing pauses because the module refused a message while the link is ready. */
    private boolean paused;

    private final LastWrite lastWrite = new LastWrite();

    PublishQueue(Client client, LinkOptions options) {
        this.client = client;
        this.options = options;
    }

    @Override
    public Mono<OutboxEntry> enqueue(OutboxMessage message) {
        return Mono.error(() -> new OutboxException(
                OutboxException.Reason.USAGE,
                "this link has no outbox: set one with LinkOptions.builder().outbox(…)",
                null));
    }

    @Override
    public Mono<DeliveryReceipt> publish(OutboxMessage message) {
        return Mono.<DeliveryReceipt>create(sink -> {
                    Sending sending = new Sending(message, sink, client.now());
                    sink.onCancel(() -> client.post(() -> cancel(sending)));
                    client.post(() -> add(sending));
                })
                .doOnNext(client::receipt);
    }

    @Override
    public boolean isWriting() {
        return current != null;
    }

    @Override
    public LastWrite lastWrite() {
        return lastWrite;
    }

    private void add(Sending sending) {
        if (sending.cancelled) {
            return;
        }
        if (closed) {
            sending.end(client.now(), DeliveryOutcome.NOT_SENT, NotPublished.closed());
        } else if (waiting.size() >= options.maxWaiting()) {
            sending.end(client.now(), DeliveryOutcome.NOT_SENT, NotPublished.full(options.maxWaiting()));
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

    @Override
    public void ready(MqttClient open) {
        ready = open;
        lastWrite.opened();
        waiting.forEach(sending -> sending.giveUpAt = null);
        watch();
        pump();
    }

    @Override
    public void gone(boolean broke) {
        Sending sending = current;
        if (sending != null) {
            // Otherwise the session would send it again on a connection that is not open, and keep the line busy.
            writing.update(Disposables.disposed());
            if (broke && lastWrite.endedConnection(client.now())) {
                sending.connectionsEnded++;
            }
            over(false);
            stop();
            unknown(sending, NotPublished.connectionGone());
        } else {
            stop();
        }
    }

    /** Sends nothing more until the link is ready again. */
    private void stop() {
        ready = null;
        waiting.stream().filter(sending -> sending.giveUpAt == null).forEach(this::limit);
        watch();
    }

    @Override
    public void close() {
        closed = true;
        ready = null;
        Instant now = client.now();
        waiting.forEach(sending -> sending.giveUp(now, NotPublished.closed()));
        waiting.clear();
        watch();
    }

    private void pump() {
        MqttClient open = ready;
        if (open == null || current != null || paused) {
            return;
        }
        Sending next = waiting.pollFirst();
        if (next == null) {
            return;
        }
        current = next;
        lastWrite.begins(next.mqtt().topic());
        next.begins(client.now());
        writing.update(open.publishOnce(next.mqtt())
                .subscribe(
                        receipt -> client.post(() -> confirmed(next)),
                        failure -> client.post(() -> failed(next, failure))));
    }

    private void confirmed(Sending sending) {
        if (current == sending) {
            over(sending.mqtt().qos() != Qos.AT_MOST_ONCE);
            sending.attempted(1, false, null);
            sending.end(client.now(), DeliveryOutcome.CONFIRMED, null);
            pump();
        }
    }

    private void over(boolean answered) {
        current = null;
        lastWrite.over(client.now(), answered);
    }

    private void failed(Sending sending, Throwable failure) {
        if (current != sending) {
            return;
        }
        over(false);
        if (failure instanceof AtConnectionException) {
            // A session that has ended refuses every caller at once; the link will be notified too.
            stop();
        }
        switch (Attempt.of(failure)) {
            case IMPOSSIBLE -> sending.error(failure);
            case NOT_SENT -> again(sending);
            case REFUSED -> refused(sending, failure);
            case UNKNOWN -> unknown(sending, failure);
        }
        pump();
    }

    private void refused(Sending sending, Throwable failure) {
        sending.attempted(1, false, failure);
        Instant now = client.now();
        Instant since = sending.refusedSince;
        sending.refusedSince = since == null ? now : since;
        boolean longEnough = since != null && Duration.between(since, now).compareTo(Attempt.PATIENCE) >= 0;
        if (ready != null && (longEnough || (since != null && client.isHopeless(failure)))) {
            sending.giveUp(now, failure);
        } else {
            again(sending);
        }
    }

    private void unknown(Sending sending, Throwable failure) {
        sending.attempted(1, true, failure);
        sending.refusedSince = null;
        if (lastWrite.endedConnection(failure, client.now())) {
            sending.connectionsEnded++;
        }
        if (ready != null) {
            client.doubted(failure);
        }
        boolean atMostOnce = options.onUnknown() == OnUnknown.GIVE_UP;
        if (atMostOnce || closed || sending.connectionsEnded >= Attempt.POISON) {
            sending.giveUp(client.now(), failure);
            // If the connection is ending, the module says so now: the next message waits for that, and is not blamed.
            pauseIfReady();
        } else {
            again(sending);
        }
    }

    /** Puts the message first: it is sent after a short pause, if the link is ready. */
    private void again(Sending sending) {
        if (sending.cancelled) {
            return;
        }
        if (closed) {
            sending.giveUp(client.now(), NotPublished.closed());
            return;
        }
        limit(sending);
        waiting.addFirst(sending);
        watch();
        pauseIfReady();
    }

    private void pauseIfReady() {
        if (ready != null && !paused) {
            paused = true;
            client.after(Attempt.PAUSE, () -> client.post(this::goOn));
        }
    }

    private void goOn() {
        paused = false;
        pump();
    }

    /** Sets the timer to the earliest limit. */
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
                sending.giveUp(now, NotPublished.notReady(options.waitForReady()));
            }
        }
        watch();
    }
}
