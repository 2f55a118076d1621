package io.atflux.outbox.internal;

import io.atflux.outbox.OutboxDepth;
import io.atflux.outbox.OutboxEntry;
import java.time.Instant;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The entries of one owner in memory, with separate sets of those that may have been sent and those that can expire.
 */
final class OwnersEntries {

    static final OwnersEntries NONE = new OwnersEntries();

    private static final Comparator<OutboxEntry> BY_SEQUENCE = Comparator.comparingLong(OutboxEntry::sequence);
    private static final Comparator<OutboxEntry> BY_EXPIRY =
            Comparator.<OutboxEntry, Instant>comparing(OwnersEntries::expiry).thenComparing(BY_SEQUENCE);

    private final TreeMap<Long, OutboxEntry> unsent = new TreeMap<>();
    private final TreeMap<Long, OutboxEntry> sent = new TreeMap<>();
    private final TreeSet<OutboxEntry> mortal = new TreeSet<>(BY_EXPIRY);
    private long bytes;

    private static Instant expiry(OutboxEntry entry) {
        Instant at = entry.expiresAt();
        return at == null ? Instant.MAX : at;
    }

    void put(OutboxEntry entry) {
        remove(entry);
        bytes += Sizes.of(entry);
        (entry.attempts() > 0 ? sent : unsent).put(entry.sequence(), entry);
        if (entry.attempts() == 0 && entry.expiresAt() != null) {
            mortal.add(entry);
        }
    }

    void remove(OutboxEntry entry) {
        OutboxEntry before = get(entry.sequence());
        if (before != null) {
            bytes -= Sizes.of(before);
            unsent.remove(before.sequence());
            sent.remove(before.sequence());
            mortal.remove(before);
        }
    }

    @Nullable
    OutboxEntry get(long sequence) {
        OutboxEntry waiting = unsent.get(sequence);
        return waiting != null ? waiting : sent.get(sequence);
    }

    /** An entry that may have been sent goes first. */
    @Nullable
    OutboxEntry head() {
        Map.Entry<Long, OutboxEntry> first = sent.isEmpty() ? unsent.firstEntry() : sent.firstEntry();
        return first == null ? null : first.getValue();
    }

    List<OutboxEntry> expired(Instant now) {
        return mortal.stream()
                .takeWhile(entry -> Sizes.isExpired(entry, now))
                .limit(Sizes.MOST_AT_ONCE)
                .sorted(BY_SEQUENCE)
                .toList();
    }

    Iterator<OutboxEntry> unsent() {
        return unsent.values().iterator();
    }

    List<OutboxEntry> all() {
        TreeSet<OutboxEntry> all = new TreeSet<>(BY_SEQUENCE);
        all.addAll(sent.values());
        all.addAll(unsent.values());
        return List.copyOf(all);
    }

    OutboxDepth depth() {
        OutboxEntry oldest = Stream.of(sent, unsent)
                .filter(some -> !some.isEmpty())
                .map(some -> some.firstEntry().getValue())
                .min(BY_SEQUENCE)
                .orElse(null);
        return OutboxDepth.of(count(), bytes, oldest == null ? null : oldest.acceptedAt());
    }

    long count() {
        return (long) sent.size() + unsent.size();
    }
}
