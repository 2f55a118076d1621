package io.atflux.outbox;

import io.atflux.mqtt.MqttMessage;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * The entries of one owner, in the order in which they were accepted. An implementation of {@link Outbox} includes one
 * of this interface. The rules of {@link Outbox} for threads, errors and commits apply here too; new methods come with
 * a default.
 *
 * <p>Any number of callers may {@link #enqueue enqueue}. A single consumer takes entries: {@link #next()} marks the
 * head as being written, and {@link #next(OutboxEntry) next(done)} removes it and marks the next one in the same
 * commit. So a backlog costs one commit a message, and after a crash only the head may be sent twice. Until it is
 * removed or {@linkplain #giveBack returned}, the head may have been sent: it is neither dropped nor expired, and
 * {@link #next()} returns it again.
 */
public interface OutboxQueue {

    /** The owner of the queue. */
    String owner();

    /**
     * Accepts a message, which is stored from the commit on. A message whose id is already in this queue is not added;
     * the step then has the existing entry.
     *
     * <p>If the Mono is cancelled before its turn, nothing is accepted; after that, the message may be accepted.
     *
     * @return succeeds with the entry, and with the entries that were dropped or expired to make room for it. Errors
     *     with {@link OutboxException.Reason#FULL} at a limit, {@code DISK_FULL}, {@code CLOSED}, {@code IO}
     */
    Mono<OutboxStep> enqueue(OutboxMessage message);

    /** Accepts a message that never expires, with a new id for each subscription. */
    default Mono<OutboxStep> enqueue(MqttMessage message) {
        return Mono.defer(() -> enqueue(OutboxMessage.of(message)));
    }

    /**
     * Marks the head as being written: increments its attempts, and records the time of the first one. The head is the
     * entry that may have been sent already, or otherwise the oldest one that is not expired.
     *
     * @return succeeds with the entry, if there is one, and with the entries that expired before it
     */
    Mono<OutboxStep> next();

    /**
     * The same, in one commit with the removal of a finished entry: confirmed, rejected, or given up. An entry that was
     * removed already is not an error.
     *
     * <p>If it errors, the entry is finished nevertheless: it is removed with the next change, and this object never
     * returns it again. If the process ends before that change, the entry is returned again after a restart.
     */
    Mono<OutboxStep> next(OutboxEntry done);

    /** Removes a finished entry, and takes no other one. The rules of {@link #next(OutboxEntry)} apply. */
    Mono<Void> remove(OutboxEntry done);

    /**
     * Returns an unwritten entry to the queue: no byte of it was written, so its last attempt is no longer counted.
     *
     * @return succeeds with the changed entry; empty if it was removed
     */
    Mono<OutboxEntry> giveBack(OutboxEntry entry);

    /**
     * Counts a connection that ended while this entry was being written, for {@link OutboxEntry#connectionsEnded()}.
     * The entry stays the head.
     *
     * @return succeeds with the changed entry; empty if it was removed
     */
    Mono<OutboxEntry> endedConnection(OutboxEntry entry);

    /**
     * Removes expired entries, 256 at most; the caller repeats the call until none is returned.
     *
     * @return succeeds with the removed entries
     */
    Mono<List<OutboxEntry>> expire();

    /** The depth of this queue, for meters. */
    Mono<OutboxDepth> depth();
}
