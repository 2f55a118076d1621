package io.atflux.link.internal.driver;

import io.atflux.error.AtConnectionException;
import io.atflux.error.AtException;
import io.atflux.error.Outcome;
import io.atflux.link.DeliveryOutcome;
import io.atflux.link.DeliveryReceipt;
import io.atflux.mqtt.MqttClient;
import io.atflux.mqtt.OnUnknown;
import io.atflux.outbox.Outbox;
import io.atflux.outbox.OutboxEntry;
import io.atflux.outbox.OutboxException;
import io.atflux.outbox.OutboxMessage;
import io.atflux.outbox.OutboxQueue;
import io.atflux.outbox.OutboxStep;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Messages that wait in a store. One commit a message removes what is over and marks the next one as being written, so that after a crash
 * the head alone may be sent twice. Whoever published is told of a message's end after that commit.
 */
final class OutboxPublisher implements Outgoing {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxPublisher.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final Client client;
    private final Mono<OutboxQueue> queue;
    private final boolean atMostOnce;
    private final Waiters waiters;
    private final Expiry expiry;
    private @Nullable MqttClient ready;
    /** What is being written, or may have been. */
    private @Nullable OutboxEntry current;
    /** What became of the entry that is over, until its removal is committed. */
    private @Nullable DeliveryReceipt over;

    private @Nullable OutboxEntry done;
    /** Whether the store or the module is at work. */
    private boolean busy;

    private boolean closed;
    private boolean broke;
    private Duration pause = FIRST_PAUSE;
    private @Nullable Instant lastWrite;
    private @Nullable Instant pauseUntil;
    private @Nullable Instant refusedSince;
    /** The id of an entry that was accepted by the module, and not confirmed, in this life of the process. */
    private String mayHaveArrived = "";

    private final Disposable.Swap writing = Disposables.swap();

    OutboxPublisher(Client client, Outbox outbox, String owner, OnUnknown onUnknown) {
        this.client = client;
        this.waiters = new Waiters(client);
        this.queue = outbox.queue(owner);
        this.expiry = new Expiry(client, queue, waiters);
        this.atMostOnce = onUnknown == OnUnknown.GIVE_UP;
    }

    @Override
    public Mono<OutboxEntry> enqueue(OutboxMessage message) {
        return queue.flatMap(q -> q.enqueue(message)).map(this::accepted);
    }

    @Override
    public Mono<DeliveryReceipt> publish(OutboxMessage message) {
        String id = message.id();
        return Mono.create(sink -> {
            client.post(() -> await(id, sink));
            sink.onCancel(() -> client.post(() -> waiters.remove(id, sink)));
            // Not with the caller: whether it was accepted is decided once.
            enqueue(message).subscribe(accepted -> {}, failure -> client.post(() -> waiters.refused(id, failure)));
        });
    }

    private void await(String id, MonoSink<DeliveryReceipt> sink) {
        if (closed) {
            sink.error(isClosed());
        } else {
            waiters.add(id, sink);
        }
    }

    private OutboxEntry accepted(OutboxStep step) {
        client.post(() -> {
            waiters.gone(step);
            pump();
            expiry.watch(ready == null && !closed);
        });
        return step.entry();
    }

    @Override
    public void ready(MqttClient open) {
        ready = open;
        expiry.stop();
        broke = false;
        pump();
    }

    @Override
    public void gone(boolean byItself) {
        ready = null;
        expiry.watch(!closed);
        OutboxEntry entry = current;
        if (entry != null) {
            // The session would go on with it on a connection that is not open.
            writing.update(Disposables.disposed());
            broke = byItself;
            written();
            unknown(entry, null);
        }
    }

    @Override
    public void close() {
        closed = true;
        ready = null;
        expiry.stop();
        waiters.allRefused(isClosed());
    }

    private static AtException isClosed() {
        return new AtConnectionException(
                AtConnectionException.Reason.CLOSED,
                "the link was closed; the message stays in the outbox",
                "PUBLISH",
                Outcome.UNKNOWN,
                null);
    }

    @Override
    public @Nullable Instant lastWrite() {
        return current == null ? lastWrite : client.now();
    }

    /** Commits what is over, and takes the next one, if the way is free. */
    private void pump() {
        MqttClient open = ready;
        if (busy || closed || (open == null && done == null) || isPaused()) {
            return;
        }
        busy = true;
        OutboxEntry finished = done;
        Mono<OutboxStep> step = open == null
                ? queue.flatMap(q -> finished == null ? Mono.empty() : q.remove(finished))
                        .thenReturn(OutboxStep.of(null, List.of(), List.of()))
                : queue.flatMap(q -> finished == null ? q.next() : q.next(finished));
        step.subscribe(next -> client.post(() -> taken(next)), failure -> client.post(() -> storeFailed(failure)));
    }

    private boolean isPaused() {
        Instant until = pauseUntil;
        if (until == null || !until.isAfter(client.now())) {
            pauseUntil = null;
            return false;
        }
        client.after(Duration.between(client.now(), until), () -> client.post(this::pump));
        return true;
    }

    private void taken(OutboxStep step) {
        busy = false;
        pause = FIRST_PAUSE;
        committed();
        waiters.gone(step);
        if (!step.hasEntry()) {
            return;
        }
        OutboxEntry entry = step.entry();
        MqttClient open = ready;
        if (open == null) {
            // Marked, and not written: the connection went meanwhile.
            giveBack(entry);
        } else if (entry.connectionsEnded() >= Attempt.POISON) {
            finish(entry, DeliveryOutcome.REJECTED, poison());
        } else if (atMostOnce && entry.isPossiblySent()) {
            finish(entry, DeliveryOutcome.UNKNOWN, null);
        } else {
            write(open, entry);
        }
    }

    private static AtException poison() {
        return new AtConnectionException(
                AtConnectionException.Reason.OTHER,
                Attempt.POISON + " connections ended while this message was being written",
                "PUBLISH",
                Outcome.UNKNOWN,
                null);
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
        current = entry;
        writing.update(open.publishOnce(entry.message())
                .subscribe(
                        receipt -> client.post(() -> confirmed(entry)),
                        failure -> client.post(() -> failed(entry, failure))));
    }

    private void written() {
        busy = false;
        current = null;
        lastWrite = client.now();
    }

    private void confirmed(OutboxEntry entry) {
        if (current == entry) {
            written();
            boolean again = mayHaveArrived.equals(entry.id());
            finish(entry, waiters.receipt(entry, DeliveryOutcome.CONFIRMED, again, null));
        }
    }

    private void finish(OutboxEntry entry, DeliveryOutcome outcome, @Nullable Throwable failure) {
        finish(entry, waiters.receipt(entry, outcome, false, failure));
    }

    private void finish(OutboxEntry entry, DeliveryReceipt receipt) {
        refusedSince = null;
        done = entry;
        over = receipt;
        pump();
    }

    private void failed(OutboxEntry entry, Throwable failure) {
        if (current != entry) {
            return;
        }
        written();
        if (failure instanceof AtConnectionException) {
            // A session that has ended says so to whoever comes, at once: the link will be told too.
            ready = null;
        }
        switch (Attempt.of(failure)) {
            case IMPOSSIBLE -> finish(entry, DeliveryOutcome.REJECTED, failure);
            case NOT_SENT -> {
                pause();
                giveBack(entry);
            }
            case REFUSED -> refused(entry, failure);
            case UNKNOWN -> unknown(entry, failure);
        }
    }

    private void refused(OutboxEntry entry, Throwable failure) {
        Instant now = client.now();
        Instant since = refusedSince;
        refusedSince = since == null ? now : since;
        boolean longEnough = since != null && Duration.between(since, now).compareTo(Attempt.PATIENCE) >= 0;
        if (ready != null && (longEnough || (since != null && client.isHopeless(failure)))) {
            DeliveryOutcome outcome =
                    mayHaveArrived.equals(entry.id()) ? DeliveryOutcome.UNKNOWN : DeliveryOutcome.REJECTED;
            finish(entry, outcome, failure);
        } else {
            pause();
            giveBack(entry);
        }
    }

    private void unknown(OutboxEntry entry, @Nullable Throwable failure) {
        mayHaveArrived = entry.id();
        refusedSince = null;
        if (ready != null && failure != null) {
            client.doubted(failure);
        }
        if (atMostOnce) {
            finish(entry, DeliveryOutcome.UNKNOWN, failure);
        } else if (broke) {
            broke = false;
            store(queue.flatMap(q -> q.endedConnection(entry)));
        } else {
            pause();
            pump();
        }
    }

    private void pause() {
        pauseUntil = ready == null ? null : client.now().plus(Attempt.PAUSE);
    }

    /** Of which no byte was written. */
    private void giveBack(OutboxEntry entry) {
        store(queue.flatMap(q -> q.giveBack(entry)));
    }

    private void store(Mono<OutboxEntry> change) {
        busy = true;
        change.then()
                .subscribe(
                        nothing -> {},
                        failure -> client.post(() -> storeFailed(failure)),
                        () -> client.post(() -> {
                            busy = false;
                            pump();
                        }));
    }

    /** What is over is removed with whatever the store does next; until then it waits a little longer each time. */
    private void storeFailed(Throwable failure) {
        busy = false;
        LOG.warn("the outbox failed, and is tried again in {}: {}", pause, failure.getMessage());
        boolean forGood = failure instanceof OutboxException outbox && outbox.reason() == OutboxException.Reason.CLOSED;
        if (!closed && !forGood) {
            client.after(pause, () -> client.post(this::pump));
            Duration longer = pause.multipliedBy(2);
            pause = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
        }
    }
}
