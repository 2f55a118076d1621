package io.atflux.outbox.internal;

import io.atflux.outbox.Outbox;
import io.atflux.outbox.OutboxException;
import io.atflux.outbox.OutboxException.Reason;
import io.atflux.outbox.OutboxOptions;
import io.atflux.outbox.OutboxQueue;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Keeps entries for the life of this object. Each call is one step under a lock that is held for no longer than that. */
public final class MemoryOutbox implements Outbox {

    private final Object lock = new Object();
    private final MemoryEntries entries;
    private final TreeMap<String, String> properties = new TreeMap<>();
    private boolean closed;

    public MemoryOutbox(OutboxOptions options) {
        entries = new MemoryEntries(options);
    }

    @Override
    public Mono<OutboxQueue> queue(String owner) {
        return does(all -> new MemoryQueue(this, Sizes.owner(owner)));
    }

    @Override
    public Mono<Map<String, Long>> owners() {
        return does(MemoryEntries::owners);
    }

    @Override
    public Mono<Long> move(String from, String to) {
        return does(all -> all.move(from, Sizes.owner(to)));
    }

    @Override
    public Mono<Long> discard(String owner) {
        return does(all -> all.discard(owner));
    }

    @Override
    public Mono<Map<String, String>> properties() {
        return does(all -> Map.copyOf(properties));
    }

    @Override
    public Mono<Void> save(String name, @Nullable String value) {
        return does(all -> {
            Sizes.property(properties, name, value);
            if (value == null) {
                properties.remove(name);
            } else {
                properties.put(name, value);
            }
            return null;
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

    <T> Mono<T> does(Function<MemoryEntries, @Nullable T> step) {
        return Mono.fromCallable(() -> {
            synchronized (lock) {
                if (closed) {
                    throw new OutboxException(Reason.CLOSED, "the outbox is closed", null);
                }
                return step.apply(entries);
            }
        });
    }
}
