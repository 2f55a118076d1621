package io.atflux.modem;

import reactor.core.publisher.Mono;

/**
 * Remembers which access point worked on which card. Implemented by programs that store it beyond the life of the process; new
 * methods come only with a default. The memory is optional: a failure here, or an answer after more than 5 s, is ignored, and the
 * candidates are tried in their own order.
 *
 * <p>Only names are remembered. A name that is no longer among the candidates is not used.
 */
public interface ApnMemory {

    /**
     * The name of the access point that worked last. Subscribed to on the session's event loop, which it must not block.
     *
     * @return empty if none is known for this card
     */
    Mono<String> recall(Iccid card);

    /**
     * Stores the name of the access point that works now. Subscribed to on the session's event loop, which it must not block.
     *
     * @return completes when it is stored
     */
    Mono<Void> remember(Iccid card, String apn);

    /** Remembers nothing, so that no module has to report its card's number. */
    static ApnMemory none() {
        return ForgetfulApnMemory.NONE;
    }

    /** A new memory that lasts as long as the object, and holds the last 1,024 cards. */
    static ApnMemory inProcess() {
        return new ProcessApnMemory(false);
    }
}
