package io.atflux.samples.link;

import io.atflux.outbox.Outbox;
import io.atflux.outbox.OutboxException;
import io.atflux.outbox.OutboxQueue;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The properties of another outbox, for a link on virtual time: each answer arrives before time advances, whatever
 * thread the other outbox uses. They can fail. Its messages are kept in memory.
 */
final class PropertiesOutbox implements Outbox {

    private final Outbox store;
    private final Outbox messages = Outbox.memory(10);
    private boolean failing;

    PropertiesOutbox(Outbox store) {
        this.store = store;
    }

    void failing(boolean now) {
        failing = now;
    }

    private <T> Mono<T> waited(Supplier<Mono<T>> work) {
        return Mono.defer(() -> failing
                ? Mono.error(new OutboxException(OutboxException.Reason.DISK_FULL, "full", null))
                : Mono.justOrEmpty(work.get().block()));
    }

    @Override
    public Mono<OutboxQueue> queue(String owner) {
        return messages.queue(owner);
    }

    @Override
    public Mono<Map<String, Long>> owners() {
        return messages.owners();
    }

    @Override
    public Mono<Long> move(String from, String to) {
        return messages.move(from, to);
    }

    @Override
    public Mono<Long> discard(String owner) {
        return messages.discard(owner);
    }

    @Override
    public Mono<Map<String, String>> properties() {
        return waited(store::properties);
    }

    @Override
    public Mono<Void> save(String name, @Nullable String value) {
        return waited(() -> store.save(name, value));
    }

    @Override
    public Mono<Void> close() {
        return waited(store::close);
    }
}
