package io.atflux.outbox.internal;

import io.atflux.outbox.OutboxDepth;
import io.atflux.outbox.OutboxEntry;
import io.atflux.outbox.OutboxMessage;
import io.atflux.outbox.OutboxOptions;
import io.atflux.outbox.OutboxStep;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The entries of a file. Counts held in memory are computed again after a rollback. */
final class SqliteEntries implements Entries {

    private final Sql sql;
    private final OutboxOptions options;
    private final Tally tally = new Tally();
    private final Map<String, Long> ownerIds = new HashMap<>();
    private long sequence;

    SqliteEntries(Sql sql, OutboxOptions options) {
        this.sql = sql;
        this.options = options;
        countAnew();
    }

    void countAnew() {
        tally.clear();
        ownerIds.clear();
        sql.list(
                "SELECT o.name, count(*), sum(e.size) FROM entry e JOIN owner o ON o.id = e.owner GROUP BY e.owner",
                row -> {
                    tally.add(row.getString(1), row.getLong(2), row.getLong(3));
                    return true;
                });
        Long last = sql.one("SELECT max(seq) FROM entry", row -> row.getLong(1));
        sequence = Math.max(sequence, last == null ? 0 : last);
    }

    /**
     * A host without a clock starts with a time long past. An acceptance time in the future is replaced by the current
     * time.
     */
    void nothingIsOfTheFuture() {
        long now = now().toEpochMilli();
        sql.change(
                "UPDATE entry SET accepted_at = ?, expires_at = ? + time_to_live WHERE accepted_at > ?", now, now, now);
    }

    private Instant now() {
        return Sizes.now(options);
    }

    @Override
    public OutboxStep add(String owner, OutboxMessage message) {
        Sizes.message(message);
        OutboxEntry known = sql.one(EntryRows.SELECT + "e.id = ?", EntryRows::read, message.id());
        if (known != null) {
            return OutboxStep.of(Sizes.sameOwner(owner, known), List.of(), List.of());
        }
        long size = Sizes.of(message.message());
        Instant now = now();
        Room room = Room.make(
                options,
                tally.count(),
                tally.bytes(),
                size,
                () -> expired(owner, now).iterator(),
                () -> new UnsentRows(sql, owner));
        room.expired().forEach(this::delete);
        room.dropped().forEach(this::delete);
        OutboxEntry entry = OutboxEntry.builder(owner, ++sequence, message, now).build();
        insert(entry, size);
        return OutboxStep.of(entry, room.dropped(), room.expired());
    }

    private void insert(OutboxEntry entry, long size) {
        Duration timeToLive = entry.accepted().timeToLive();
        Instant expiresAt = entry.expiresAt();
        sql.change(
                "INSERT INTO entry VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                entry.sequence(),
                ownerId(entry.owner()),
                entry.id(),
                entry.acceptedAt().toEpochMilli(),
                timeToLive == null ? null : Sizes.millis(timeToLive),
                expiresAt == null ? null : expiresAt.toEpochMilli(),
                size,
                EntryRows.flags(entry.message()),
                entry.message().topic(),
                entry.message().payload());
        tally.add(entry.owner(), 1, size);
    }

    private long ownerId(String owner) {
        Long known = ownerIds.get(owner);
        if (known == null) {
            sql.change("INSERT INTO owner(name) VALUES(?) ON CONFLICT DO NOTHING", owner);
            known = sql.one("SELECT id FROM owner WHERE name = ?", row -> row.getLong(1), owner);
            ownerIds.put(owner, known == null ? 0 : known);
        }
        return known == null ? 0 : known;
    }

    private void delete(OutboxEntry entry) {
        if (sql.change("DELETE FROM entry WHERE seq = ?", entry.sequence()) > 0) {
            sql.change("DELETE FROM sent WHERE seq = ?", entry.sequence());
            tally.add(entry.owner(), -1, -Sizes.of(entry));
        }
    }

    private List<OutboxEntry> expired(String owner, Instant now) {
        return sql.list(
                EntryRows.SELECT
                        + "e.owner = (SELECT id FROM owner WHERE name = ?) AND e.expires_at <= ?"
                        + " AND coalesce(s.attempts, 0) = 0 ORDER BY e.seq LIMIT " + Sizes.MOST_AT_ONCE,
                EntryRows::read,
                owner,
                now.toEpochMilli());
    }

    /** An entry that may have been sent goes first. */
    private @Nullable OutboxEntry head(String owner) {
        return sql.one(
                EntryRows.SELECT
                        + "e.seq = coalesce((SELECT min(m.seq) FROM sent m CROSS JOIN entry x ON x.seq = m.seq"
                        + " WHERE x.owner = (SELECT id FROM owner WHERE name = ?) AND m.attempts > 0),"
                        + " (SELECT min(seq) FROM entry WHERE owner = (SELECT id FROM owner WHERE name = ?)))",
                EntryRows::read,
                owner,
                owner);
    }

    @Override
    public OutboxStep next(String owner) {
        Instant now = now();
        List<OutboxEntry> expired = new ArrayList<>();
        OutboxEntry head = head(owner);
        while (head != null && Sizes.isExpired(head, now) && expired.size() < Sizes.MOST_AT_ONCE) {
            expired.add(head);
            delete(head);
            head = head(owner);
        }
        if (head == null || Sizes.isExpired(head, now)) {
            return OutboxStep.of(null, List.of(), expired);
        }
        OutboxEntry marked = Marks.written(head, now);
        mark(marked);
        return OutboxStep.of(marked, List.of(), expired);
    }

    private void mark(OutboxEntry entry) {
        Instant first = entry.firstSentAt();
        sql.change(
                "INSERT OR REPLACE INTO sent VALUES(?, ?, ?, ?)",
                entry.sequence(),
                entry.attempts(),
                first == null ? null : first.toEpochMilli(),
                entry.connectionsEnded());
    }

    @Override
    public void remove(OutboxEntry done) {
        OutboxEntry kept = kept(done);
        if (kept != null) {
            delete(kept);
        }
    }

    private @Nullable OutboxEntry kept(OutboxEntry entry) {
        return sql.one(EntryRows.SELECT + "e.seq = ?", EntryRows::read, entry.sequence());
    }

    @Override
    public @Nullable OutboxEntry change(OutboxEntry entry, UnaryOperator<OutboxEntry> by) {
        OutboxEntry kept = kept(entry);
        if (kept == null) {
            return null;
        }
        OutboxEntry changed = by.apply(kept);
        mark(changed);
        return changed;
    }

    @Override
    public List<OutboxEntry> expire(String owner) {
        List<OutboxEntry> expired = expired(owner, now());
        expired.forEach(this::delete);
        return expired;
    }

    @Override
    public OutboxDepth depth(String owner) {
        Long oldest = sql.one(
                "SELECT accepted_at FROM entry WHERE seq = (SELECT min(seq) FROM entry"
                        + " WHERE owner = (SELECT id FROM owner WHERE name = ?))",
                row -> row.getLong(1),
                owner);
        return OutboxDepth.of(
                tally.count(owner), tally.bytes(owner), oldest == null ? null : Instant.ofEpochMilli(oldest));
    }

    @Override
    public Map<String, Long> owners() {
        return tally.owners();
    }

    @Override
    public long move(String from, String to) {
        long count = tally.count(from);
        if (count > 0 && !from.equals(to)) {
            long bytes = tally.bytes(from);
            sql.change("UPDATE entry SET owner = ? WHERE owner = ?", ownerId(to), ownerId(from));
            tally.add(to, count, bytes);
            forget(from, count, bytes);
            return count;
        }
        return 0;
    }

    @Override
    public long discard(String owner) {
        long count = tally.count(owner);
        if (count > 0) {
            sql.change("DELETE FROM sent WHERE seq IN (SELECT seq FROM entry WHERE owner = ?)", ownerId(owner));
            sql.change("DELETE FROM entry WHERE owner = ?", ownerId(owner));
            forget(owner, count, tally.bytes(owner));
        }
        return count;
    }

    private void forget(String owner, long count, long bytes) {
        tally.add(owner, -count, -bytes);
        sql.change("DELETE FROM owner WHERE name = ?", owner);
        ownerIds.remove(owner);
    }

    @Override
    public Map<String, String> properties() {
        Map<String, String> all = new TreeMap<>();
        sql.list("SELECT name, value FROM property", row -> all.put(row.getString(1), row.getString(2)));
        return all;
    }

    @Override
    public void save(String name, @Nullable String value) {
        Sizes.property(properties(), name, value);
        if (value == null) {
            sql.change("DELETE FROM property WHERE name = ?", name);
        } else {
            sql.change("INSERT OR REPLACE INTO property VALUES(?, ?)", name, value);
        }
    }
}
