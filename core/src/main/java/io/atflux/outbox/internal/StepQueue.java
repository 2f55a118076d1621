package io.atflux.outbox.internal;

import io.atflux.outbox.OutboxDepth;
import io.atflux.outbox.OutboxEntry;
import io.atflux.outbox.OutboxMessage;
import io.atflux.outbox.OutboxQueue;
import io.atflux.outbox.OutboxStep;
import java.util.List;
import reactor.core.publisher.Mono;

/** A view of one owner's entries. */
final class StepQueue implements OutboxQueue {

    private final StepOutbox outbox;
    private final String owner;

    StepQueue(StepOutbox outbox, String owner) {
        this.outbox = outbox;
        this.owner = owner;
    }

    @Override
    public String owner() {
        return owner;
    }

    @Override
    public Mono<OutboxStep> enqueue(OutboxMessage message) {
        return outbox.does(Step.adding(message, entries -> entries.add(owner, message)));
    }

    @Override
    public Mono<OutboxStep> next() {
        return outbox.does(Step.of(entries -> entries.next(owner)));
    }

    @Override
    public Mono<OutboxStep> next(OutboxEntry done) {
        return outbox.does(Step.removing(done, entries -> {
            entries.remove(done);
            return entries.next(owner);
        }));
    }

    @Override
    public Mono<Void> remove(OutboxEntry done) {
        return outbox.does(Step.removing(done, entries -> {
            entries.remove(done);
            return null;
        }));
    }

    @Override
    public Mono<OutboxEntry> giveBack(OutboxEntry entry) {
        return outbox.does(Step.of(entries -> entries.change(entry, Marks::givenBack)));
    }

    @Override
    public Mono<OutboxEntry> endedConnection(OutboxEntry entry) {
        return outbox.does(Step.of(entries -> entries.change(entry, Marks::endedConnection)));
    }

    @Override
    public Mono<List<OutboxEntry>> expire() {
        return outbox.does(Step.of(entries -> entries.expire(owner)));
    }

    @Override
    public Mono<OutboxDepth> depth() {
        return outbox.does(Step.of(entries -> entries.depth(owner)));
    }
}
