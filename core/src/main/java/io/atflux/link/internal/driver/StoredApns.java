package io.atflux.link.internal.driver;

import io.atflux.modem.ApnMemory;
import io.atflux.modem.Iccid;
import io.atflux.outbox.Outbox;
import reactor.core.publisher.Mono;

/** The access point that worked on each card, in an outbox. Immutable. */
final class StoredApns implements ApnMemory {

    private final CardNotes notes;

    StoredApns(Outbox store) {
        this.notes = new CardNotes(store, "apn");
    }

    @Override
    public Mono<String> recall(Iccid card) {
        return notes.recall(card);
    }

    @Override
    public Mono<Void> remember(Iccid card, String apn) {
        return notes.keep(card, apn);
    }
}
