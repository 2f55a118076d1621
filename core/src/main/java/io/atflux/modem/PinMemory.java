package io.atflux.modem;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Remembers which PINs a card refused, longer than the process lives: three wrong tries lock a card. Implemented by programs that
 * have a place to keep it; new methods come only with a default. {@link Modem#remembering} takes one; a link with an outbox has its own.
 *
 * <p>A note is text that means something to this library alone. It has no PIN in it, but a digest of each PIN that the card did not take,
 * from which a PIN of four digits is soon found: keep it where the configuration may be kept.
 *
 * <p>A PIN is not sent before the note of the try is kept. So if a method errors, or takes longer than 10 s, no PIN is sent to this
 * card, unless it took the same one before in the life of the {@link SimPin}.
 */
public interface PinMemory {

    /**
     * The note of a card. Subscribed to on the session's event loop, which it must not block.
     *
     * @return empty if there is none
     */
    Mono<String> recall(Iccid card);

    /**
     * Keeps a note, in place of the one before. Subscribed to on the session's event loop, which it must not block.
     *
     * @param note up to 1,000 characters; null for none any more
     * @return completes when it is kept so that a crash does not undo it
     */
    Mono<Void> keep(Iccid card, @Nullable String note);

    /** Keeps nothing, but has modems ask which card is in, so that another card gets its try. */
    static PinMemory none() {
        return ForgetfulPinMemory.NONE;
    }
}
