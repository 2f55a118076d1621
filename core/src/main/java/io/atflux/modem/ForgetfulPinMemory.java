package io.atflux.modem;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** A memory that stores nothing. */
enum ForgetfulPinMemory implements PinMemory {
    NONE;

    @Override
    public Mono<String> recall(Iccid card) {
        return Mono.empty();
    }

    @Override
    public Mono<Void> keep(Iccid card, @Nullable String note) {
        return Mono.empty();
    }
}
