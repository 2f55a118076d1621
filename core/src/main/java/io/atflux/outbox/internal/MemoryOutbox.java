package io.atflux.outbox.internal;

import io.atflux.outbox.OutboxException;
import io.atflux.outbox.OutboxException.Reason;
import io.atflux.outbox.OutboxOptions;
import reactor.core.publisher.Mono;

/** Keeps entries for the life of this object. Each call is one step under a lock, which is held only for that step. */
public final class MemoryOutbox extends StepOutbox {

    private final Object lock = new Object();
    private final MemoryEntries entries;
    private boolean closed;

    public MemoryOutbox(OutboxOptions options) {
        entries = new MemoryEntries(options);
    }

    @Override
    <T> Mono<T> does(Step<T> step) {
        return Mono.fromCallable(() -> {
            synchronized (lock) {
                if (closed) {
                    throw new OutboxException(Reason.CLOSED, "the outbox is closed", null);
                }
                return step.work().apply(entries);
            }
        });
    }

    @Override
    public Mono<Void> close() {
        return Mono.fromRunnable(() -> {
            synchronized (lock) {
                closed = true;
            }
        });
    }
}
