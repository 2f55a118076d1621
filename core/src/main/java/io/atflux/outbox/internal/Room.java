package io.atflux.outbox.internal;

import io.atflux.outbox.OutboxEntry;
import io.atflux.outbox.OutboxException;
import io.atflux.outbox.OutboxException.Reason;
import io.atflux.outbox.OutboxOptions;
import io.atflux.outbox.WhenFull;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The removals that make room for one more message. They are determined before anything is removed, so that a refused
 * message changes nothing.
 */
final class Room {

    private final List<OutboxEntry> expired = new ArrayList<>();
    private final List<OutboxEntry> dropped = new ArrayList<>();
    private final Set<Long> going = new HashSet<>();
    private long missingCount;
    private long missingBytes;

    private Room() {}

    /**
     * @param count the entries of the whole store
     * @param bytes their bytes
     * @param size the bytes of the message
     * @param expiredOnes called if there is no room: the expired entries of the message's queue
     * @param oldestOnes called if that is not enough: the oldest entries of the queue that were never sent
     * @throws OutboxException if all of them are not enough
     */
    static Room make(
            OutboxOptions options,
            long count,
            long bytes,
            long size,
            Iterable<OutboxEntry> expiredOnes,
            Iterable<OutboxEntry> oldestOnes) {
        Room room = new Room();
        room.missingCount = count + 1 - options.maxCount();
        room.missingBytes = size > options.maxBytes() ? Long.MAX_VALUE : bytes + size - options.maxBytes();
        if (room.isMissing() && size <= options.maxBytes()) {
            room.take(expiredOnes, room.expired);
            if (options.whenFull() == WhenFull.DROP_OLDEST) {
                room.take(oldestOnes, room.dropped);
            }
        }
        if (room.isMissing()) {
            throw new OutboxException(
                    Reason.FULL,
                    "no room for a message of " + size + " bytes: " + count + " of " + options.maxCount() + " entries, "
                            + bytes + " of " + options.maxBytes() + " bytes",
                    null);
        }
        return room;
    }

    private boolean isMissing() {
        return missingCount > 0 || missingBytes > 0;
    }

    private void take(Iterable<OutboxEntry> from, List<OutboxEntry> to) {
        if (!isMissing()) {
            return;
        }
        for (OutboxEntry entry : from) {
            if (going.add(entry.sequence())) {
                to.add(entry);
                missingCount--;
                missingBytes -= Sizes.of(entry);
            }
            if (!isMissing()) {
                return;
            }
        }
    }

    List<OutboxEntry> expired() {
        return expired;
    }

    List<OutboxEntry> dropped() {
        return dropped;
    }
}
