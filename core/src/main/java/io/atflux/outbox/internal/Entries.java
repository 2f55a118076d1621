package io.atflux.outbox.internal;

import io.atflux.outbox.OutboxDepth;
import io.atflux.outbox.OutboxEntry;
import io.atflux.outbox.OutboxMessage;
import io.atflux.outbox.OutboxStep;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The operations of one step on the entries of a store. A refusal, by {@link io.atflux.outbox.OutboxException},
 * precedes every change. Confined to one thread, or to a lock.
 */
interface Entries {

    OutboxStep add(String owner, OutboxMessage message);

    OutboxStep next(String owner);

    void remove(OutboxEntry done);

    /** Stores the changed entry; null if it was removed. */
    @Nullable
    OutboxEntry change(OutboxEntry entry, UnaryOperator<OutboxEntry> by);

    List<OutboxEntry> expire(String owner);

    OutboxDepth depth(String owner);

    Map<String, Long> owners();

    long move(String from, String to);

    long discard(String owner);

    Map<String, String> properties();

    void save(String name, @Nullable String value);
}
