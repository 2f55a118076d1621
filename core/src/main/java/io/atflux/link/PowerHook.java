package io.atflux.link;

import reactor.core.publisher.Mono;

/** Takes the modem's power away and gives it back, by whatever switches it. Implemented by programs. */
@FunctionalInterface
public interface PowerHook {

    /**
     * Called on a thread of the link's, which it must not block; the link waits for its end, at most 2 min, and goes on whatever came of
     * it.
     *
     * @return completes when the modem has its power again
     */
    Mono<Void> cycle();
}
