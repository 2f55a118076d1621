package io.atflux.outbox.internal;

import io.atflux.outbox.OutboxEntry;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** The entries of an owner that were never sent, the oldest first, read on demand. */
final class UnsentRows implements Iterator<OutboxEntry> {

    private static final int AT_ONCE = 16;

    private final Sql sql;
    private final String owner;
    private List<OutboxEntry> some = List.of();
    private int at;
    private long last;

    UnsentRows(Sql sql, String owner) {
        this.sql = sql;
        this.owner = owner;
    }

    @Override
    public boolean hasNext() {
        if (at == some.size()) {
            some = sql.list(
                    EntryRows.SELECT
                            + "e.owner = (SELECT id FROM owner WHERE name = ?) AND e.seq > ?"
                            + " AND coalesce(s.attempts, 0) = 0 ORDER BY e.seq LIMIT " + AT_ONCE,
                    EntryRows::read,
                    owner,
                    last);
            at = 0;
        }
        return !some.isEmpty();
    }

    @Override
    public OutboxEntry next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        OutboxEntry entry = some.get(at++);
        last = entry.sequence();
        return entry;
    }
}
