package io.atflux.modem;

import io.atflux.error.AtRejectedException;
import io.atflux.error.AtUsageException;
import io.atflux.internal.foreign.Foreign;
import io.atflux.modem.internal.ProgressReporter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** The access points to try for the inserted card, the likeliest first, and the memory of the one that worked. Immutable. */
final class ApnCandidates {

    private static final Duration MEMORY_ANSWERS = Duration.ofSeconds(5);

    private final List<Apn> inOrder;
    private final ApnMemory memory;
    private final @Nullable Iccid card;

    private ApnCandidates(List<Apn> inOrder, ApnMemory memory, @Nullable Iccid card) {
        this.inOrder = inOrder;
        this.memory = memory;
        this.card = card;
    }

    /** A single access point for every card. */
    static ApnCandidates only(Apn apn) {
        return new ApnCandidates(List.of(apn), ApnMemory.none(), null);
    }

    List<Apn> inOrder() {
        return inOrder;
    }

    Apn first() {
        return inOrder.get(0);
    }

    /**
     * Calls the choice, and first reads the card's number if the choice or its memory needs it. An exception of the choice is the
     * caller's error.
     */
    static Mono<ApnCandidates> find(
            ProgressReporter reporter, ModemDialect dialect, ApnChoice choice, CardMemories memories, Imsi imsi) {
        return Foreign.mono(
                        () -> choice.asksForIccid() ? withNumber(reporter, dialect, imsi) : Mono.just(SimCard.of(imsi)))
                .flatMap(card -> Foreign.mono(() -> Mono.just(new ApnCandidates(
                                several(choice, card),
                                memories.of(choice),
                                card.iccid().orElse(null))))
                        .flatMap(found -> found.ordered(reporter, dialect, imsi)));
    }

    private static List<Apn> several(ApnChoice choice, SimCard card) {
        List<Apn> all = choice.candidates(card);
        if (all.isEmpty()) {
            throw new AtUsageException(
                    AtUsageException.Reason.NO_APN, "no APN is known for " + card + ": give one", "AT+CGDCONT");
        }
        return List.copyOf(all.subList(0, Math.min(all.size(), ApnPresets.MOST)));
    }

    /** A module that does not report the number has cards without a number: entries for a certain card do not apply then. */
    private static Mono<SimCard> withNumber(ProgressReporter reporter, ModemDialect dialect, Imsi imsi) {
        return reporter.send("ICCID", dialect::iccid)
                .map(iccid -> SimCard.of(imsi, iccid))
                .onErrorResume(ApnCandidates::isUnknown, no -> Mono.just(SimCard.of(imsi)));
    }

    private static boolean isUnknown(Throwable failure) {
        return failure instanceof AtRejectedException
                || (failure instanceof AtUsageException bad && bad.reason() == AtUsageException.Reason.UNSUPPORTED);
    }

    private Mono<ApnCandidates> ordered(ProgressReporter reporter, ModemDialect dialect, Imsi imsi) {
        if (inOrder.size() == 1 || memory instanceof ForgetfulApnMemory) {
            return Mono.just(this);
        }
        Mono<SimCard> asked = card == null ? withNumber(reporter, dialect, imsi) : Mono.just(SimCard.of(imsi, card));
        return asked.flatMap(sim -> Mono.justOrEmpty(sim.iccid()))
                .flatMap(iccid -> recalled(iccid, reporter.session().timer())
                        .map(name -> new ApnCandidates(firstOf(name), memory, iccid))
                        .defaultIfEmpty(new ApnCandidates(inOrder, memory, iccid)))
                .defaultIfEmpty(this);
    }

    private Mono<String> recalled(Iccid iccid, Scheduler timer) {
        return helpful(Foreign.mono(() -> memory.recall(iccid)), timer);
    }

    private List<Apn> firstOf(String name) {
        List<Apn> order = new ArrayList<>(inOrder);
        for (Apn apn : inOrder) {
            if (apn.name().equalsIgnoreCase(name)) {
                order.remove(apn);
                order.add(0, apn);
            }
        }
        return order;
    }

    /** Stores the access point that worked; always succeeds. */
    Mono<Void> remember(Apn apn, Scheduler timer) {
        Iccid of = card;
        return of == null ? Mono.empty() : helpful(Foreign.mono(() -> memory.remember(of, apn.name())), timer);
    }

    /** A failing memory must not prevent the connection. */
    private <T> Mono<T> helpful(Mono<T> work, Scheduler timer) {
        return work.timeout(MEMORY_ANSWERS, timer).onErrorResume(failure -> {
            Foreign.contain("a memory of access points", memory, failure);
            return Mono.empty();
        });
    }
}
