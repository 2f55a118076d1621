package io.atflux.link.internal.driver;

import io.atflux.modem.Iccid;
import io.atflux.modem.PinMemory;
import io.atflux.outbox.Outbox;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The PINs that each card refused, in an outbox. Immutable. */
final class StoredPins implements PinMemory {

    private final CardNotes notes;

    StoredPins(Outbox store) {
        this.notes = new CardNotes(store, "pin");
    }

    @Override
    public Mono<String> recall(Iccid card) {
        return notes.recall(card);
    }

    @Override
    public Mono<Void> keep(Iccid card, @Nullable String note) {
        return notes.keep(card, note);
    }
}
