package io.atflux.samples.link;

import io.atflux.outbox.OutboxDepth;
import io.atflux.outbox.OutboxEntry;
import io.atflux.outbox.OutboxException;
import io.atflux.outbox.OutboxMessage;
import io.atflux.outbox.OutboxStep;
import io.atflux.outbox.WhenFull;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The content of an outbox at one moment: entries by sequence number, and properties. It shares no code with the
 * library's stores, because it checks them too.
 */
final class Shelf {

    private final int room;
    private final WhenFull whenFull;
    private final TreeMap<Long, OutboxEntry> entries = new TreeMap<>();
    private final TreeMap<String, String> properties = new TreeMap<>();
    private long sequence;

    Shelf(int room, WhenFull whenFull) {
        this.room = room;
        this.whenFull = whenFull;
    }

    int room() {
        return room;
    }

    Shelf copy() {
        Shelf copy = new Shelf(room, whenFull);
        copy.entries.putAll(entries);
        copy.properties.putAll(properties);
        copy.sequence = sequence;
        return copy;
    }

    List<OutboxEntry> all() {
        return List.copyOf(entries.values());
    }

    private List<OutboxEntry> of(String owner) {
        return entries.values().stream()
                .filter(entry -> entry.owner().equals(owner))
                .toList();
    }

    @Nullable
    OutboxEntry find(String id) {
        return entries.values().stream()
                .filter(entry -> entry.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    private static boolean isExpired(OutboxEntry entry, Instant now) {
        Instant at = entry.expiresAt();
        return entry.attempts() == 0 && at != null && !at.isAfter(now);
    }

    OutboxStep add(String owner, OutboxMessage message, Instant now) {
        OutboxEntry known = find(message.id());
        if (known != null) {
            return OutboxStep.of(known, List.of(), List.of());
        }
        List<OutboxEntry> expired = new ArrayList<>();
        List<OutboxEntry> dropped = new ArrayList<>();
        for (OutboxEntry entry : of(owner)) {
            boolean late = isExpired(entry, now);
            boolean old = whenFull == WhenFull.DROP_OLDEST && entry.attempts() == 0;
            if (entries.size() - expired.size() - dropped.size() >= room && (late || old)) {
                (late ? expired : dropped).add(entry);
            }
        }
        if (entries.size() - expired.size() - dropped.size() >= room) {
            throw new OutboxException(OutboxException.Reason.FULL, "there are " + room + " already", null);
        }
        expired.forEach(this::remove);
        dropped.forEach(this::remove);
        OutboxEntry entry = OutboxEntry.builder(owner, ++sequence, message, now).build();
        entries.put(entry.sequence(), entry);
        return OutboxStep.of(entry, dropped, expired);
    }

    OutboxStep next(String owner, Instant now) {
        List<OutboxEntry> own = of(owner);
        for (OutboxEntry entry : own) {
            if (entry.attempts() > 0) {
                return OutboxStep.of(marked(entry, now), List.of(), List.of());
            }
        }
        List<OutboxEntry> expired = new ArrayList<>();
        for (OutboxEntry entry : own) {
            if (!isExpired(entry, now)) {
                return OutboxStep.of(marked(entry, now), List.of(), expired);
            }
            expired.add(entry);
            remove(entry);
        }
        return OutboxStep.of(null, List.of(), expired);
    }

    private OutboxEntry marked(OutboxEntry entry, Instant now) {
        Instant first = entry.firstSentAt();
        OutboxEntry marked = entry.mutate()
                .attempts(entry.attempts() + 1, first == null ? now : first)
                .build();
        entries.put(marked.sequence(), marked);
        return marked;
    }

    void remove(OutboxEntry done) {
        entries.remove(done.sequence());
    }

    /** Null if the entry is gone. */
    @Nullable
    OutboxEntry change(OutboxEntry entry, UnaryOperator<OutboxEntry> by) {
        return entries.computeIfPresent(entry.sequence(), (number, kept) -> by.apply(kept));
    }

    static OutboxEntry givenBack(OutboxEntry entry) {
        int left = Math.max(0, entry.attempts() - 1);
        return entry.mutate()
                .attempts(left, left == 0 ? null : entry.firstSentAt())
                .build();
    }

    static OutboxEntry endedConnection(OutboxEntry entry) {
        return entry.mutate().connectionsEnded(entry.connectionsEnded() + 1).build();
    }

    List<OutboxEntry> expire(String owner, Instant now) {
        List<OutboxEntry> late =
                of(owner).stream().filter(entry -> isExpired(entry, now)).toList();
        late.forEach(this::remove);
        return late;
    }

    OutboxDepth depth(String owner) {
        List<OutboxEntry> own = of(owner);
        long bytes = own.stream()
                .mapToLong(entry -> entry.message().topic().length()
                        + (long) entry.message().payload().length)
                .sum();
        return OutboxDepth.of(
                own.size(), bytes, own.isEmpty() ? null : own.get(0).acceptedAt());
    }

    Map<String, Long> owners() {
        Map<String, Long> counts = new TreeMap<>();
        entries.values().forEach(entry -> counts.merge(entry.owner(), 1L, Long::sum));
        return counts;
    }

    long move(String from, String to) {
        List<OutboxEntry> own = of(from);
        own.forEach(entry -> entries.put(
                entry.sequence(),
                OutboxEntry.builder(to, entry.sequence(), entry.accepted(), entry.acceptedAt())
                        .attempts(entry.attempts(), entry.firstSentAt())
                        .connectionsEnded(entry.connectionsEnded())
                        .build()));
        return own.size();
    }

    long discard(String owner) {
        List<OutboxEntry> own = of(owner);
        own.forEach(this::remove);
        return own.size();
    }

    Map<String, String> properties() {
        return Map.copyOf(properties);
    }

    void save(String name, @Nullable String value) {
        if (value == null) {
            properties.remove(name);
        } else {
            properties.put(name, value);
        }
    }

    /** The ids that are here, and not in the later shelf. */
    Set<String> missingIn(Shelf later) {
        Set<String> ids = new HashSet<>();
        entries.forEach((number, entry) -> {
            if (!later.entries.containsKey(number)) {
                ids.add(entry.id());
            }
        });
        return ids;
    }
}
