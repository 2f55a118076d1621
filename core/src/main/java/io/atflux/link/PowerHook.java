package io.atflux.link;

import reactor.core.publisher.Mono;

/** Switches the modem's power off and on, by any external means. Implemented by programs. */
@FunctionalInterface
public interface PowerHook {

    /**
     * Called on a thread of the link, which must not be blocked. The link waits for the end, at most 2 min, and continues whatever the
     * result.
     *
     * @return completes when the modem has power again
     */
    Mono<Void> cycle();
}
