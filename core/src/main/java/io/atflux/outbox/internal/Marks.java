package io.atflux.outbox.internal;

import io.atflux.outbox.OutboxEntry;
import java.time.Instant;

/** The changes of an entry's marks. */
final class Marks {

    private Marks() {}

    static OutboxEntry written(OutboxEntry entry, Instant now) {
        Instant first = entry.firstSentAt();
        return entry.mutate()
                .attempts(entry.attempts() + 1, first == null ? now : first)
                .build();
    }

    /** An entry that was never written has no attempt to take back. */
    static OutboxEntry givenBack(OutboxEntry entry) {
        int left = Math.max(0, entry.attempts() - 1);
        return entry.mutate()
                .attempts(left, left == 0 ? null : entry.firstSentAt())
                .build();
    }

    static OutboxEntry endedConnection(OutboxEntry entry) {
        return entry.mutate().connectionsEnded(entry.connectionsEnded() + 1).build();
    }
}
