package io.atflux.outbox;

import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The result of one commit on a queue: its entry, and the entries that it removed. Immutable. */
public final class OutboxStep {

    private final @Nullable OutboxEntry entry;
    private final List<OutboxEntry> dropped;
    private final List<OutboxEntry> expired;

    private OutboxStep(@Nullable OutboxEntry entry, List<OutboxEntry> dropped, List<OutboxEntry> expired) {
        this.entry = entry;
        this.dropped = List.copyOf(dropped);
        this.expired = List.copyOf(expired);
    }

    /**
     * For implementations of {@link OutboxQueue}.
     *
     * @param entry the entry that was accepted, or that is to be written; null if there is none
     */
    public static OutboxStep of(@Nullable OutboxEntry entry, List<OutboxEntry> dropped, List<OutboxEntry> expired) {
        return new OutboxStep(entry, dropped, expired);
    }

    /** Whether there is an entry; false if there is none to write. */
    public boolean hasEntry() {
        return entry != null;
    }

    /**
     * The entry that was accepted, or that is to be written now.
     *
     * @throws NoSuchElementException if there is none
     */
    public OutboxEntry entry() {
        if (entry == null) {
            throw new NoSuchElementException("nothing waits");
        }
        return entry;
    }

    /** The entries that were removed to make room, the oldest first; their senders must still be notified. */
    public List<OutboxEntry> dropped() {
        return dropped;
    }

    /**
     * The entries that were removed because they had expired, the oldest first; their senders must still be notified.
     */
    public List<OutboxEntry> expired() {
        return expired;
    }

    @Override
    public String toString() {
        return (entry == null ? "nothing" : entry.toString())
                + (dropped.isEmpty() ? "" : ", dropped: " + dropped.size())
                + (expired.isEmpty() ? "" : ", expired: " + expired.size());
    }
}
