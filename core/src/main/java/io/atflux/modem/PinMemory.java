package io.atflux.modem;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Remembers which PINs a card refused, beyond the life of the process: three wrong tries lock a card. Implemented by programs
 * that can store it; new methods come only with a default. {@link Modem#remembering} takes one; a link with an outbox has its
 * own.
 *
 * <p>A note is text with a meaning for this library only. It holds no PIN, but a digest of each PIN that the card did not accept.
 * A PIN of four digits is soon found from its digest: protect the note as you protect the configuration.
 *
 * <p>A PIN is sent only after the note of the try is stored. If a method errors, or takes longer than 10 s, no PIN is sent to
 * this card, unless the card accepted the same PIN earlier in the life of the {@link SimPin}.
 */
public interface PinMemory {

    /**
     * The note of a card. Subscribed to on the session's event loop, which it must not block.
     *
     * @return empty if there is none
     */
    Mono<String> recall(Iccid card);

    /**
     * Stores a note in place of the previous one. Subscribed to on the session's event loop, which it must not block.
     *
     * @param note up to 1,000 characters; null to delete it
     * @return completes when the note is stored so that a crash does not undo it
     */
    Mono<Void> keep(Iccid card, @Nullable String note);

    /** Stores nothing, but makes modems identify the inserted card, so that another card gets its try. */
    static PinMemory none() {
        return ForgetfulPinMemory.NONE;
    }
}
