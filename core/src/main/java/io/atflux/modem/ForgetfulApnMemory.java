package io.atflux.modem;

import reactor.core.publisher.Mono;

/** Remembers nothing. */
enum ForgetfulApnMemory implements ApnMemory {
    /** Somebody wants it so. */
    NONE,
    /** Nobody said anything. */
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
