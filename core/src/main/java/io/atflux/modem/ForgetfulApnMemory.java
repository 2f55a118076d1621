package io.atflux.modem;

import reactor.core.publisher.Mono;

/** A memory that stores nothing. */
enum ForgetfulApnMemory implements ApnMemory {
    /** Chosen explicitly. */
    NONE,
    /** The default, not chosen explicitly. */
    UNSAID;

    @Override
    public Mono<String> recall(Iccid card) {
        return Mono.empty();
    }

    @Override
    public Mono<Void> remember(Iccid card, String apn) {
        return Mono.empty();
    }
}
