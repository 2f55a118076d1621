package io.atflux.outbox;

import io.atflux.outbox.internal.MemoryOutbox;
import io.atflux.outbox.internal.SqliteOutbox;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A store of messages that wait to be published: a queue for each owner, and a few properties.
 *
 * <p>Implemented by whoever keeps them elsewhere; new methods come with a default. {@link #memory(int)} and {@link #sqlite(Path)} come with the library.
 *
 * <p>All Monos are cold. Each errors with {@link OutboxException} and with nothing else. A Mono that completes tells of what is
 * committed: a crash or a power cut after it does not undo it, as far as the store outlives the process at all. None blocks the
 * thread that subscribes. Signals come on a thread of the store's, or at once on that thread: do not block in one. An implementation is thread-safe, and
 * carries out in this order what one thread asks for in one order.
 *
 * <p>Cancelling a Mono ends the wait. What it asked for is done or left undone as a whole.
 */
public interface Outbox {

    /**
     * Keeps entries for the life of this object. For tests, and for those who want the queue without the disk.
     *
     * @param maxCount how many entries it takes, 1 or more; one more is refused
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
     * Keeps entries in a file, by SQLite: {@code docs/outbox.md} says what it survives. Needs {@code org.xerial:sqlite-jdbc} and
     * the module {@code java.sql}. Opens or makes the file at the first call that is subscribed to, for this process alone.
     *
     * @param file beside it are files of the same name with {@code -wal}, {@code .lock}, {@code .ballast}. Its folder must exist
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
     * @param owner for whom the messages are: a broker's host and port and a client's identity, as text. Messages of another
     *     owner are not touched until {@link #move} or {@link #discard} decides about them
     */
    Mono<OutboxQueue> queue(String owner);

    /** The owners that have entries, and how many, sorted by name. */
    Mono<Map<String, Long>> owners();

    /**
     * Gives all entries of one owner to another. They keep their ids and their sequence numbers, so that they go first if they
     * are older. What may have been sent stays so.
     *
     * @return succeeds with how many
     */
    Mono<Long> move(String from, String to);

    /**
     * Removes all entries of an owner, also one that is being written.
     *
     * @return succeeds with how many
     */
    Mono<Long> discard(String owner);

    /** All properties. They belong to the store, not to an owner. */
    Mono<Map<String, String>> properties();

    /**
     * Keeps a property, in place of the one that had this name.
     *
     * @param name 1 to 200 characters
     * @param value up to 10,000 characters; null removes it. 1,000 properties at most
     */
    Mono<Void> save(String name, @Nullable String value);

    /**
     * Carries out what waits, and closes the store; all later calls error with {@link OutboxException.Reason#CLOSED}. Takes no
     * longer than {@link OutboxOptions#closeWithin()}, after which it errors and the store closes when it can.
     */
    Mono<Void> close();
}
