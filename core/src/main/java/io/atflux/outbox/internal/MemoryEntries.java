package io.atflux.outbox.internal;

import io.atflux.outbox.OutboxDepth;
import io.atflux.outbox.OutboxEntry;
import io.atflux.outbox.OutboxMessage;
import io.atflux.outbox.OutboxOptions;
import io.atflux.outbox.OutboxStep;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** All entries of a store in memory, by owner. Confined to its lock. */
final class MemoryEntries implements Entries {

    private final OutboxOptions options;
    private final TreeMap<String, OwnersEntries> byOwner = new TreeMap<>();
    private final Map<String, OutboxEntry> byId = new HashMap<>();
    private final TreeMap<String, String> properties = new TreeMap<>();
    private long sequence;
    private long bytes;

    MemoryEntries(OutboxOptions options) {
        this.options = options;
    }

    private Instant now() {
        return Sizes.now(options);
    }

    private OwnersEntries of(String owner) {
        return byOwner.getOrDefault(owner, OwnersEntries.NONE);
    }

    @Override
    public OutboxStep add(String owner, OutboxMessage message) {
        Sizes.message(message);
        OutboxEntry known = byId.get(message.id());
        if (known != null) {
            return OutboxStep.of(Sizes.sameOwner(owner, known), List.of(), List.of());
        }
        OwnersEntries own = of(owner);
        long size = Sizes.of(message.message());
        Instant now = now();
        Room room = Room.make(
                options, byId.size(), bytes, size, () -> own.expired(now).iterator(), own::unsent);
        room.expired().forEach(this::delete);
        room.dropped().forEach(this::delete);
        OutboxEntry entry = OutboxEntry.builder(owner, ++sequence, message, now).build();
        insert(entry);
        return OutboxStep.of(entry, room.dropped(), room.expired());
    }

    @Override
    public OutboxStep next(String owner) {
        OwnersEntries own = of(owner);
        Instant now = now();
        List<OutboxEntry> expired = new ArrayList<>();
        OutboxEntry head = own.head();
        while (head != null && Sizes.isExpired(head, now) && expired.size() < Sizes.MOST_AT_ONCE) {
            expired.add(head);
            delete(head);
            head = own.head();
        }
        if (head == null || Sizes.isExpired(head, now)) {
            return OutboxStep.of(null, List.of(), expired);
        }
        OutboxEntry marked = Marks.written(head, now);
        insert(marked);
        return OutboxStep.of(marked, List.of(), expired);
    }

    /** An id may be used again after its entry was removed; a sequence number is not. */
    private @Nullable OutboxEntry kept(OutboxEntry entry) {
        OutboxEntry kept = byId.get(entry.id());
        return kept == null || kept.sequence() != entry.sequence() ? null : kept;
    }

    @Override
    public void remove(OutboxEntry done) {
        OutboxEntry kept = kept(done);
        if (kept != null) {
            delete(kept);
        }
    }

    @Override
    public @Nullable OutboxEntry change(OutboxEntry entry, UnaryOperator<OutboxEntry> by) {
        OutboxEntry kept = kept(entry);
        if (kept == null) {
            return null;
        }
        OutboxEntry changed = by.apply(kept);
        insert(changed);
        return changed;
    }

    @Override
    public List<OutboxEntry> expire(String owner) {
        List<OutboxEntry> expired = of(owner).expired(now());
        expired.forEach(this::delete);
        return expired;
    }

    @Override
    public OutboxDepth depth(String owner) {
        return of(owner).depth();
    }

    @Override
    public Map<String, Long> owners() {
        Map<String, Long> counts = new TreeMap<>();
        byOwner.forEach((owner, own) -> counts.put(owner, own.count()));
        return counts;
    }

    @Override
    public long move(String from, String to) {
        List<OutboxEntry> all = from.equals(to) ? List.of() : of(from).all();
        for (OutboxEntry entry : all) {
            delete(entry);
            insert(OutboxEntry.builder(to, entry.sequence(), entry.accepted(), entry.acceptedAt())
                    .attempts(entry.attempts(), entry.firstSentAt())
                    .connectionsEnded(entry.connectionsEnded())
                    .build());
        }
        return all.size();
    }

    @Override
    public long discard(String owner) {
        List<OutboxEntry> all = of(owner).all();
        all.forEach(this::delete);
        return all.size();
    }

    @Override
    public Map<String, String> properties() {
        return Map.copyOf(properties);
    }

    @Override
    public void save(String name, @Nullable String value) {
        Sizes.property(properties, name, value);
        if (value == null) {
            properties.remove(name);
        } else {
            properties.put(name, value);
        }
    }

    /** Adds the entry, or replaces its previous state. */
    private void insert(OutboxEntry entry) {
        OutboxEntry before = byId.put(entry.id(), entry);
        bytes += before == null ? Sizes.of(entry) : 0;
        byOwner.computeIfAbsent(entry.owner(), owner -> new OwnersEntries()).put(entry);
    }

    private void delete(OutboxEntry entry) {
        OwnersEntries own = of(entry.owner());
        own.remove(entry);
        byId.remove(entry.id());
        bytes -= Sizes.of(entry);
        if (own.count() == 0) {
            byOwner.remove(entry.owner());
        }
    }
}
