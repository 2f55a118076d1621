package io.atflux.outbox;

import io.atflux.mqtt.MqttMessage;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * The entries of one owner, in the order in which they were accepted. Implemented together with {@link Outbox}, whose rules of
 * threads, errors and commits hold here as well; new methods come with a default.
 *
 * <p>Anybody may {@link #enqueue enqueue}. One at a time takes out: {@link #next()} marks the head as being written, and the
 * next call, {@link #next(OutboxEntry) next(done)}, removes it and marks the one after it in the same commit. So a backlog costs
 * one commit a message, and after a crash the head alone may be sent twice. Until it is removed or given back, the head may
 * have been sent: it is neither dropped nor expired, and {@link #next()} gives it again.
 */
public interface OutboxQueue {

    /** Whose queue it is. */
    String owner();

    /**
     * Accepts a message: it is kept from the commit on. A message with the id of one that is in this queue already is not
     * added; the step has the entry that is there.
     *
     * <p>Cancelled before its turn, nothing is accepted; later than that, it may be.
     *
     * @return succeeds with the entry, and with what was dropped or expired to make room for it. Errors with
     *     {@link OutboxException.Reason#FULL} at a limit, {@code DISK_FULL}, {@code CLOSED}, {@code IO}
     */
    Mono<OutboxStep> enqueue(OutboxMessage message);

    /** Accepts a message that never expires, with an id of its own for each subscription. */
    default Mono<OutboxStep> enqueue(MqttMessage message) {
        return Mono.defer(() -> enqueue(OutboxMessage.of(message)));
    }

    /**
     * Marks the head as being written, with its attempt and the time of the first one. That is the entry that may have been sent
     * already, or else the oldest that is not expired.
     *
     * @return succeeds with the entry, if there is one, and with what expired before it
     */
    Mono<OutboxStep> next();

    /**
     * The same, in one commit with the removal of an entry that is over: confirmed, rejected, or given up. An entry that is gone
     * already is no error.
     *
     * <p>If it errors, the entry counts as over all the same: it is removed together with whatever is done next, and never given
     * again by this object. Only if the process ends before that, the entry comes back.
     */
    Mono<OutboxStep> next(OutboxEntry done);

    /** Removes an entry that is over, and takes no other one. The rules of {@link #next(OutboxEntry)} hold. */
    Mono<Void> remove(OutboxEntry done);

    /**
     * Gives an entry back of which no byte was written: its last attempt counts no more.
     *
     * @return succeeds with the entry as it is now; empty if it is gone
     */
    Mono<OutboxEntry> giveBack(OutboxEntry entry);

    /**
     * Counts a connection that this entry ended, for {@link OutboxEntry#connectionsEnded()}. It stays the head.
     *
     * @return succeeds with the entry as it is now; empty if it is gone
     */
    Mono<OutboxEntry> endedConnection(OutboxEntry entry);

    /**
     * Removes entries whose time to live is over, 256 at most; the caller comes again until there are none.
     *
     * @return succeeds with what was removed
     */
    Mono<List<OutboxEntry>> expire();

    /** How much waits here, for meters. */
    Mono<OutboxDepth> depth();
}
