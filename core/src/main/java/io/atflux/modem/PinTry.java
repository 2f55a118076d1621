package io.atflux.modem;

import io.atflux.error.AtException;
import io.atflux.error.AtUsageException;
import io.atflux.error.Outcome;
import io.atflux.internal.foreign.Foreign;
import io.atflux.modem.internal.ProgressReporter;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * One try of a PIN on the inserted card, recorded in the PIN and in the memory. The memory is written before the PIN is sent, so
 * that a crash at any moment leaves a note of the try.
 */
final class PinTry {

    private static final Duration MEMORY_ANSWERS = Duration.ofSeconds(10);
    private static final String TRIED = "the PIN was tried before and not accepted; it is not tried again";

    private final SimPin pin;
    private final PinMemory memory;
    private final @Nullable Iccid card;
    private final Scheduler timer;
    /** The note before this try; null until it is known. */
    private @Nullable PinNote before;

    private PinTry(SimPin pin, PinMemory memory, @Nullable Iccid card, Scheduler timer) {
        this.pin = pin;
        this.memory = memory;
        this.card = card;
        this.timer = timer;
    }

    /**
     * A try on the inserted card, which is identified if a memory needs it. A memory that stores notes needs the card's number:
     * the failure to read it is the error.
     */
    static Mono<PinTry> on(ProgressReporter reporter, ModemDialect dialect, SimPin pin, @Nullable PinMemory memory) {
        Scheduler timer = reporter.session().timer();
        PinTry anyCard = new PinTry(pin, PinMemory.none(), null, timer);
        if (memory == null) {
            return Mono.just(anyCard);
        }
        return reporter.send("ICCID", dialect::iccid)
                .map(card -> new PinTry(pin, memory, card, timer))
                .onErrorResume(failure -> mayPass(failure, memory) ? Mono.just(anyCard) : Mono.error(failure));
    }

    /** If the vendor's cards cannot be told apart, no note can be stored either. */
    private static boolean mayPass(Throwable failure, PinMemory memory) {
        return failure instanceof AtUsageException bad
                ? bad.reason() == AtUsageException.Reason.UNSUPPORTED
                : memory == PinMemory.none() && failure instanceof io.atflux.error.AtRejectedException;
    }

    /** Begins the try. Succeeds with the reason for which the PIN must not be sent; empty if it may be sent. */
    Mono<Optional<String>> begin() {
        return Mono.defer(() -> {
            if (!pin.begin(card)) {
                return Mono.just(Optional.of(TRIED));
            }
            Iccid known = card;
            return known == null || memory == PinMemory.none()
                    ? Mono.just(Optional.empty())
                    : noted(known).doOnCancel(this::takeBack);
        });
    }

    /** Records that the card is unlocked, by this or another program. Always succeeds. */
    Mono<Void> opened() {
        Iccid known = card;
        if (known == null) {
            return Mono.empty();
        }
        pin.opened(known);
        return Foreign.mono(() -> memory.recall(known))
                .map(PinNote::parse)
                .flatMap(note -> keep(known, note.open()))
                .timeout(MEMORY_ANSWERS, timer)
                .onErrorResume(failure -> {
                    Foreign.contain("a memory of PINs", memory, failure);
                    return Mono.empty();
                });
    }

    private Mono<Optional<String>> noted(Iccid known) {
        return Foreign.mono(() -> memory.recall(known))
                .map(PinNote::parse)
                .switchIfEmpty(Mono.fromSupplier(PinNote::fresh))
                .flatMap(note -> {
                    before = note;
                    return note.isSpent(pin, known)
                            ? Mono.just(Optional.of(TRIED))
                            : keep(known, note.trying(pin, known)).thenReturn(Optional.<String>empty());
                })
                .timeout(MEMORY_ANSWERS, timer)
                .doOnNext(no -> no.ifPresent(refused -> pin.notAccepted(card)))
                .onErrorResume(failure -> {
                    Foreign.contain("a memory of PINs", memory, failure);
                    return Mono.just(unnoted(failure));
                });
    }

    /** A PIN that this card has accepted may be sent without a note. */
    private Optional<String> unnoted(Throwable failure) {
        if (pin.isProven(card)) {
            return Optional.empty();
        }
        takeBack();
        return Optional.of("whether this card refused the PIN before is not known, so it is not sent: "
                + failure.getClass().getSimpleName() + " " + failure.getMessage());
    }

    /** Nothing is sent. This replaces a note that is still being stored. */
    private void takeBack() {
        pin.notSent(card);
        if (before != null) {
            told(before);
        }
    }

    private Mono<Void> keep(Iccid known, @Nullable PinNote note) {
        return Foreign.mono(() -> memory.keep(known, note == null ? null : note.text()));
    }

    Mono<Void> accepted() {
        pin.accepted(card);
        return told(null);
    }

    /** Records what the failure means for the PIN. */
    Mono<Void> failed(Throwable failure) {
        Outcome outcome = failure instanceof AtException at ? at.outcome() : Outcome.REJECTED;
        if (outcome == Outcome.NOT_SENT) {
            takeBack();
            return Mono.empty();
        }
        if (outcome == Outcome.UNKNOWN) {
            pin.unknown(card);
            return Mono.empty();
        }
        pin.notAccepted(card);
        PinNote note = before == null ? PinNote.fresh() : before;
        return card == null ? Mono.empty() : told(note.refused(pin, card));
    }

    /** Records an unknown result; does nothing if the result is known already. */
    void unknown() {
        pin.unknown(card);
    }

    /** The try itself is noted already: if this write fails, one try less remains. */
    private Mono<Void> told(@Nullable PinNote note) {
        Iccid known = card;
        if (known == null || memory == PinMemory.none()) {
            return Mono.empty();
        }
        Mono<Void> kept = keep(known, note)
                .timeout(MEMORY_ANSWERS, timer)
                .onErrorResume(failure -> {
                    Foreign.contain("a memory of PINs", memory, failure);
                    return Mono.empty();
                })
                .cache();
        // Stored even if no subscriber waits for it any more.
        kept.subscribe();
        return kept;
    }
}
