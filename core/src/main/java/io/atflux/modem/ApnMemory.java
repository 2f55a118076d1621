package io.atflux.modem;

import reactor.core.publisher.Mono;

/**
 * Remembers which access point worked on which card. Implemented by programs that keep it longer than the process lives; new methods
 * come only with a default. It is a help and no more: what fails here, or takes longer than 5 s, is passed over, and the candidates are
 * tried in their own order.
 *
 * <p>Only names are remembered. A name that is not among the candidates any more is not used.
 */
public interface ApnMemory {

    /**
     * The name of the access point that worked the last time. Subscribed to on the session's event loop, which it must not block.
     *
     * @return empty if none is known for this card
     */
    Mono<String> recall(Iccid card);

    /**
     * Keeps the name of the access point that works now. Subscribed to on the session's event loop, which it must not block.
     *
     * @return completes when it is kept
     */
    Mono<Void> remember(Iccid card, String apn);

    /** Remembers nothing, so that no module is asked for its card's number. */
    static ApnMemory none() {
        return ForgetfulApnMemory.NONE;
    }

    /** A new one that lasts as long as it is in use, and knows the last 1,024 cards. */
    static ApnMemory inProcess() {
        return new ProcessApnMemory(false);
    }
}
