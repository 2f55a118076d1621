package io.atflux.outbox;

import io.atflux.outbox.internal.MemoryOutbox;
import io.atflux.outbox.internal.SqliteOutbox;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A store of messages that are waiting to be published: a queue for each owner, and a few properties.
 *
 * <p>The library provides {@link #memory(int)} and {@link #sqlite(Path)}. Programs may implement this interface for
 * another store; new methods come with a default.
 *
 * <p>All Monos are cold. Each errors with {@link OutboxException} only. A Mono completes after its change is committed:
 * a later crash or power cut does not undo the change, provided that the store outlives the process. No Mono blocks the
 * subscribing thread. Signals are emitted on a thread of the store, or at once on the subscribing thread: do not block
 * in them. An implementation is thread-safe, and carries out the calls of one thread in their order.
 *
 * <p>Cancelling a Mono ends the wait. Its change is made completely or not at all.
 */
public interface Outbox {

    /**
     * Keeps entries for the life of this object. For tests, and for programs that need the queue without the disk.
     *
     * @param maxCount the most entries, 1 or more; any beyond are refused
     */
    static Outbox memory(int maxCount) {
        return memory(OutboxOptions.builder().maxCount(maxCount).build());
    }

    /** The same, with other limits. */
    static Outbox memory(OutboxOptions options) {
        TimeOrderedIds.prepare();
        return new MemoryOutbox(options);
    }

    /**
     * Keeps entries in an SQLite file; {@code docs/outbox.md} describes what it survives. Needs
     * {@code org.xerial:sqlite-jdbc} and the module {@code java.sql}. The first subscription to a call opens or creates
     * the file, for this process alone.
     *
     * @param file the file; the store adds files of the same name with {@code -wal}, {@code .lock} and
     *     {@code .ballast}. Its folder must exist
     */
    static Outbox sqlite(Path file) {
        return sqlite(file, OutboxOptions.defaults());
    }

    /** The same, with other limits. */
    static Outbox sqlite(Path file, OutboxOptions options) {
        TimeOrderedIds.prepare();
        return new SqliteOutbox(file, options);
    }

    /**
     * The queue of one owner, which exists from its first entry on. Several calls give views of one queue.
     *
     * <p>Errors if the store cannot be opened. A later subscription tries again.
     *
     * @param owner the destination of the messages: a broker's host and port and a client's identity, as text. Messages
     *     of another owner stay unchanged until {@link #move} or {@link #discard}
     */
    Mono<OutboxQueue> queue(String owner);

    /** The owners that have entries, and the number of their entries, sorted by name. */
    Mono<Map<String, Long>> owners();

    /**
     * Moves all entries of one owner to another. They keep their ids and their sequence numbers, so older entries are
     * sent first. An entry that may have been sent keeps that mark.
     *
     * @return succeeds with the number of entries
     */
    Mono<Long> move(String from, String to);

    /**
     * Removes all entries of an owner, including one that is being written.
     *
     * @return succeeds with the number of entries
     */
    Mono<Long> discard(String owner);

    /** All properties. They belong to the store, not to an owner. */
    Mono<Map<String, String>> properties();

    /**
     * Saves a property; replaces one of the same name.
     *
     * @param name 1 to 200 characters
     * @param value up to 10,000 characters; null removes it. 1,000 properties at most
     */
    Mono<Void> save(String name, @Nullable String value);

    /**
     * Completes the pending calls, and closes the store; all later calls error with
     * {@link OutboxException.Reason#CLOSED}. If this takes longer than {@link OutboxOptions#closeWithin()}, it errors,
     * and the store closes later.
     */
    Mono<Void> close();
}
