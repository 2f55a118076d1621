package io.atflux.outbox.internal;

import io.atflux.outbox.OutboxDepth;
import io.atflux.outbox.OutboxEntry;
import io.atflux.outbox.OutboxMessage;
import io.atflux.outbox.OutboxQueue;
import io.atflux.outbox.OutboxStep;
import java.util.List;
import reactor.core.publisher.Mono;

/** A view of one owner's entries. */
final class MemoryQueue implements OutboxQueue {

    private final MemoryOutbox outbox;
    private final String owner;

    MemoryQueue(MemoryOutbox outbox, String owner) {
        this.outbox = outbox;
        this.owner = owner;
    }

    @Override
    public String owner() {
        return owner;
    }

    @Override
    public Mono<OutboxStep> enqueue(OutboxMessage message) {
        return outbox.does(entries -> entries.add(owner, message));
    }

    @Override
    public Mono<OutboxStep> next() {
        return outbox.does(entries -> entries.next(owner));
    }

    @Override
    public Mono<OutboxStep> next(OutboxEntry done) {
        return outbox.does(entries -> {
            entries.remove(owner, done);
            return entries.next(owner);
        });
    }

    @Override
    public Mono<Void> remove(OutboxEntry done) {
        return outbox.does(entries -> {
            entries.remove(owner, done);
            return null;
        });
    }

    @Override
    public Mono<OutboxEntry> giveBack(OutboxEntry entry) {
        return outbox.does(entries -> entries.change(owner, entry, Marks::givenBack));
    }

    @Override
    public Mono<OutboxEntry> endedConnection(OutboxEntry entry) {
        return outbox.does(entries -> entries.change(owner, entry, Marks::endedConnection));
    }

    @Override
    public Mono<List<OutboxEntry>> expire() {
        return outbox.does(entries -> entries.expire(owner));
    }

    @Override
    public Mono<OutboxDepth> depth() {
        return outbox.does(entries -> entries.depth(owner));
    }
}
