package io.atflux.outbox.internal;

import io.atflux.outbox.Outbox;
import io.atflux.outbox.OutboxQueue;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** An outbox whose calls are one step each. */
abstract class StepOutbox implements Outbox {

    abstract <T> Mono<T> does(Step<T> step);

    @Override
    public Mono<OutboxQueue> queue(String owner) {
        return does(Step.of(all -> new StepQueue(this, Sizes.owner(owner))));
    }

    @Override
    public Mono<Map<String, Long>> owners() {
        return does(Step.of(Entries::owners));
    }

    @Override
    public Mono<Long> move(String from, String to) {
        return does(Step.of(all -> all.move(from, Sizes.owner(to))));
    }

    @Override
    public Mono<Long> discard(String owner) {
        return does(Step.of(all -> all.discard(owner)));
    }

    @Override
    public Mono<Map<String, String>> properties() {
        return does(Step.of(Entries::properties));
    }

    @Override
    public Mono<Void> save(String name, @Nullable String value) {
        return does(Step.of(all -> {
            all.save(name, value);
            return null;
        }));
    }
}
