package io.atflux.link.internal.driver;

import io.atflux.error.AtConnectionException;
import io.atflux.link.DeliveryOutcome;
import io.atflux.link.DeliveryReceipt;
import io.atflux.mqtt.MqttClient;
import io.atflux.mqtt.OnUnknown;
import io.atflux.mqtt.Qos;
import io.atflux.outbox.Outbox;
import io.atflux.outbox.OutboxEntry;
import io.atflux.outbox.OutboxException;
import io.atflux.outbox.OutboxMessage;
import io.atflux.outbox.OutboxQueue;
import io.atflux.outbox.OutboxStep;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Publishes messages from a store. One commit per message removes the finished entry and marks the next as being written, so that after a
 * crash only the head may be sent twice. The publisher receives its receipt after that commit.
 */
final class OutboxPublisher implements Outgoing {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxPublisher.class);

    private final Client client;
    private final Mono<OutboxQueue> queue;
    private final boolean atMostOnce;
    private final Waiters waiters;
    private final Expiry expiry;
    private final Head head = new Head();
    private final Pace pace = new Pace();
    private @Nullable MqttClient ready;
    /** The finished entry, until its removal is committed. */
    private @Nullable OutboxEntry done;
    /** The receipt of the finished entry. */
    private @Nullable DeliveryReceipt over;
    /** Whether an operation of the store or the module is under way. */
    private boolean busy;

    private boolean closed;

    OutboxPublisher(Client client, Outbox outbox, String owner, OnUnknown onUnknown) {
        this.client = client;
        this.waiters = new Waiters(client);
        this.queue = outbox.queue(owner);
        this.expiry = new Expiry(client, queue, waiters);
        this.atMostOnce = onUnknown == OnUnknown.GIVE_UP;
    }

    /** Moves off the store's thread, which all links share. */
    private <T> Mono<T> elsewhere(Mono<T> work) {
        return work.publishOn(client.timer());
    }

    @Override
    public Mono<OutboxEntry> enqueue(OutboxMessage message) {
        return elsewhere(queue.flatMap(q -> q.enqueue(message))).map(this::accepted);
    }

    @Override
    public Mono<DeliveryReceipt> publish(OutboxMessage message) {
        String id = message.id();
        return Mono.create(sink -> {
            client.post(() -> waiters.add(id, sink));
            sink.onCancel(() -> client.post(() -> waiters.remove(id, sink)));
            // Independent of the caller's subscription: the acceptance is decided once.
            enqueue(message).subscribe(accepted -> {}, failure -> client.post(() -> waiters.refused(id, failure)));
        });
    }

    private OutboxEntry accepted(OutboxStep step) {
        client.post(() -> {
            waiters.accepted(step.entry());
            waiters.gone(step);
            pump();
            expiry.watch(ready == null && !closed);
        });
        return step.entry();
    }

    @Override
    public void ready(MqttClient open) {
        ready = open;
        lastWrite().opened();
        expiry.stop();
        pump();
    }

    @Override
    public void gone(boolean byItself) {
        ready = null;
        expiry.watch(!closed);
        OutboxEntry entry = head.entry();
        if (entry != null) {
            // Otherwise the session would continue the write on a connection that is not open.
            head.giveUp(client.now());
            busy = false;
            head.mayHaveArrived(entry);
            if (atMostOnce) {
                finish(entry, DeliveryOutcome.UNKNOWN, null);
            } else if (byItself && lastWrite().endedConnection(client.now())) {
                store(queue.flatMap(q -> q.endedConnection(entry)));
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        ready = null;
        expiry.stop();
        waiters.close();
    }

    @Override
    public boolean isWriting() {
        return head.entry() != null;
    }

    @Override
    public LastWrite lastWrite() {
        return head.lastWrite();
    }

    /** Commits the finished entry and takes the next one, if nothing prevents it. */
    private void pump() {
        MqttClient open = ready;
        if (busy || closed || (open == null && done == null) || isPaused()) {
            return;
        }
        busy = true;
        OutboxEntry finished = done;
        long stored = open == null ? -1 : waiters.newest();
        Mono<OutboxStep> step = open == null
                ? queue.flatMap(q -> finished == null ? Mono.empty() : q.remove(finished))
                        .thenReturn(OutboxStep.of(null, List.of(), List.of()))
                : queue.flatMap(q -> finished == null ? q.next() : q.next(finished));
        elsewhere(step)
                .subscribe(
                        next -> client.post(() -> taken(next, stored)),
                        failure -> client.post(() -> storeFailed(failure)));
    }

    private boolean isPaused() {
        Duration left = pace.left(client.now());
        if (left != null) {
            client.after(left, () -> client.post(this::pump));
        }
        return left != null;
    }

    /** @param stored the latest entry that the step has found, if it is still there; negative for a step that takes none */
    private void taken(OutboxStep step, long stored) {
        busy = false;
        pace.storeWorks();
        committed();
        waiters.gone(step);
        if (!step.hasEntry()) {
            waiters.missing(stored);
            return;
        }
        OutboxEntry entry = step.entry();
        waiters.missing(Math.min(stored, entry.sequence() - 1));
        MqttClient open = ready;
        if (open == null) {
            // Marked but not written: the connection was lost meanwhile.
            giveBack(entry);
        } else if (entry.connectionsEnded() >= Attempt.POISON) {
            finish(entry, waiters.notWritten(entry, NotPublished.poison()));
        } else if (atMostOnce && entry.isPossiblySent()) {
            finish(entry, waiters.notWritten(entry, null));
        } else {
            write(open, entry);
        }
    }

    private void committed() {
        DeliveryReceipt receipt = over;
        done = null;
        over = null;
        if (receipt != null) {
            waiters.tell(receipt);
        }
    }

    private void write(MqttClient open, OutboxEntry entry) {
        busy = true;
        head.begins(entry);
        head.writing(open.publishOnce(entry.message())
                .subscribe(
                        receipt -> client.post(() -> confirmed(entry)),
                        failure -> client.post(() -> failed(entry, failure))));
    }

    private void confirmed(OutboxEntry entry) {
        if (written(entry, entry.message().qos() != Qos.AT_MOST_ONCE)) {
            boolean again = head.mayAlreadyHaveArrived(entry);
            finish(entry, waiters.receipt(entry, DeliveryOutcome.CONFIRMED, again, null));
        }
    }

    /** Whether this is the end of the current write, and not of an abandoned one. */
    private boolean written(OutboxEntry entry, boolean answered) {
        if (head.entry() != entry) {
            return false;
        }
        head.ends(client.now(), answered);
        busy = false;
        return true;
    }

    private void finish(OutboxEntry entry, DeliveryOutcome outcome, @Nullable Throwable failure) {
        finish(entry, waiters.receipt(entry, outcome, false, failure));
    }

    private void finish(OutboxEntry entry, DeliveryReceipt receipt) {
        head.over();
        done = entry;
        over = receipt;
        pump();
    }

    private void failed(OutboxEntry entry, Throwable failure) {
        if (!written(entry, false)) {
            return;
        }
        if (failure instanceof AtConnectionException) {
            // A session that has ended refuses every caller at once; the link will be notified too.
            ready = null;
        }
        switch (Attempt.of(failure)) {
            case IMPOSSIBLE -> finish(entry, DeliveryOutcome.REJECTED, failure);
            case NOT_SENT -> {
                pace.pause(ready != null, client.now());
                giveBack(entry);
            }
            case REFUSED -> refused(entry, failure);
            case UNKNOWN -> unknown(entry, failure);
        }
    }

    private void refused(OutboxEntry entry, Throwable failure) {
        Duration since = head.refused(client.now());
        boolean longEnough = since != null && since.compareTo(Attempt.PATIENCE) >= 0;
        if (ready != null && (longEnough || (since != null && client.isHopeless(failure)))) {
            boolean may = head.mayAlreadyHaveArrived(entry) || entry.isPossiblySent();
            finish(entry, may ? DeliveryOutcome.UNKNOWN : DeliveryOutcome.REJECTED, failure);
        } else {
            pace.pause(ready != null, client.now());
            giveBack(entry);
        }
    }

    private void unknown(OutboxEntry entry, Throwable failure) {
        head.mayHaveArrived(entry);
        if (ready != null) {
            client.doubted(failure);
        }
        if (atMostOnce) {
            finish(entry, DeliveryOutcome.UNKNOWN, failure);
        } else {
            pace.pause(ready != null, client.now());
            boolean ended = lastWrite().endedConnection(failure, client.now());
            store(ended ? queue.flatMap(q -> q.endedConnection(entry)) : Mono.empty());
        }
    }

    /** Returns an entry of which no byte was written. */
    private void giveBack(OutboxEntry entry) {
        store(queue.flatMap(q -> q.giveBack(entry)));
    }

    private void store(Mono<OutboxEntry> change) {
        busy = true;
        elsewhere(change.then())
                .subscribe(
                        nothing -> {},
                        failure -> client.post(() -> storeFailed(failure)),
                        () -> client.post(() -> {
                            busy = false;
                            pump();
                        }));
    }

    /** The finished entry is removed by the store's next operation. The wait for it grows with each failure. */
    private void storeFailed(Throwable failure) {
        busy = false;
        Duration pause = pace.storeFailed();
        LOG.warn("the outbox failed, next attempt in {}: {}", pause, failure.getMessage());
        boolean forGood = failure instanceof OutboxException outbox && outbox.reason() == OutboxException.Reason.CLOSED;
        if (!closed && !forGood) {
            client.after(pause, () -> client.post(this::pump));
        }
    }
}
