package io.atflux.modem;

import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.command.FinalResult;
import io.atflux.error.AtRejectedException;
import io.atflux.line.AtLine;
import io.atflux.modem.internal.ProgressReporter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Makes the SIM usable: reads its state, enters the PIN once if it is needed and given, and reads the state again.
 *
 * <pre>
 * CPIN? ── READY ───────────────────────────────→ done; no try is in doubt any more
 *   ├───── NOT READY ── 1 s ──→ CPIN?
 *   ├───── SIM PIN ── CPIN="…" ── OK ── CPIN? ──→ done, or the PIN is never tried again
 *   └───── PUK, another lock, no SIM ───────────→ error
 * </pre>
 */
final class SimFlow {

    private static final Poll UNTIL_AWAKE = Poll.of(Duration.ofSeconds(1), Duration.ofSeconds(90));
    /**
     * The number of repeated queries after a state unknown to the standard; if it comes once more, it is accepted as the modem's
     * own.
     */
    private static final int STRANGE = 2;

    private static final int PIN_REQUIRED = 11;
    private static final int PUK_REQUIRED = 12;

    private SimFlow() {}

    static Mono<SimState> run(
            ProgressReporter reporter, ModemDialect dialect, @Nullable SimPin pin, @Nullable PinMemory memory) {
        return ask(reporter, dialect).flatMap(state -> {
            if (state.kind() == SimState.Kind.READY) {
                return settled(reporter, dialect, pin, memory).thenReturn(state);
            }
            if (state.kind() != SimState.Kind.PIN) {
                return Mono.error(wants(state, explain(state)));
            }
            return pin == null
                    ? Mono.error(wants(state, "no PIN was given"))
                    : enter(reporter, dialect, state, pin, memory);
        });
    }

    /** An unlocked card has reset its try counter, so a try in doubt, from now or from an earlier process, is settled. */
    private static Mono<Void> settled(
            ProgressReporter reporter, ModemDialect dialect, @Nullable SimPin pin, @Nullable PinMemory memory) {
        return pin == null || memory == null || !pin.mayBeInDoubt(memory != PinMemory.none())
                ? Mono.empty()
                : PinTry.on(reporter, dialect, pin, memory)
                        .flatMap(PinTry::opened)
                        .onErrorComplete(AtRejectedException.class);
    }

    private static Mono<SimState> ask(ProgressReporter reporter, ModemDialect dialect) {
        Mono<SimState> question =
                reporter.send("SIM", dialect::simState).onErrorResume(AtRejectedException.class, no -> locked(no));
        return Mono.defer(() -> {
            AtomicInteger strange = new AtomicInteger();
            return UNTIL_AWAKE.until(
                    question,
                    state -> state.isOfTheStandard()
                            ? state.kind() != SimState.Kind.NOT_YET
                            // A corrupted answer, or a state of this modem's own.
                            : strange.incrementAndGet() > STRANGE,
                    state -> wants(state, "it did not get ready in time"),
                    reporter.session().timer());
        });
    }

    /** Some firmware answers ERROR with the reason for which 27.007 has a state. */
    private static Mono<SimState> locked(AtRejectedException no) {
        return switch (no.code().orElse(0)) {
            case PIN_REQUIRED -> Mono.just(SimState.of("SIM PIN"));
            case PUK_REQUIRED -> Mono.just(SimState.of("SIM PUK"));
            default -> Mono.error(no);
        };
    }

    private static Mono<SimState> enter(
            ProgressReporter reporter, ModemDialect dialect, SimState state, SimPin pin, @Nullable PinMemory memory) {
        return Mono.defer(() -> {
            // A PIN that cannot be written uses no try.
            var command = dialect.enterPin(pin.pin());
            return PinTry.on(reporter, dialect, pin, memory).flatMap(trial -> trial.begin()
                    .flatMap(no -> no.isPresent()
                            ? Mono.error(wants(state, no.get()))
                            : send(reporter, dialect, command, trial)));
        });
    }

    private static Mono<SimState> send(
            ProgressReporter reporter, ModemDialect dialect, AtCommand<?> command, PinTry trial) {
        return reporter.send("SIM PIN", command)
                .onErrorResume(failure -> trial.failed(failure).then(Mono.error(failure)))
                .then(Mono.defer(() -> ask(reporter, dialect)))
                .flatMap(now -> judged(now, trial))
                // Any other answer, or none, says nothing about the PIN.
                .doOnError(failure -> trial.unknown())
                .doOnCancel(trial::unknown);
    }

    private static Mono<SimState> judged(SimState now, PinTry trial) {
        return switch (now.kind()) {
            case READY -> trial.accepted().thenReturn(now);
            case PIN, PUK -> {
                AtRejectedException no = wants(now, "the PIN was not accepted");
                yield trial.failed(no).then(Mono.error(no));
            }
            case NOT_YET, OTHER -> Mono.error(wants(now, explain(now)));
        };
    }

    private static String explain(SimState state) {
        return state.kind() == SimState.Kind.PUK
                ? "the PIN was wrong three times; only the PUK unlocks this SIM"
                : "this is not asked for here";
    }

    private static AtRejectedException wants(SimState state, String detail) {
        AtLine line = AtLine.of("+CPIN: " + state.text());
        AtReply reply = AtReply.of(FinalResult.OK, line);
        return new AtRejectedException("AT+CPIN?", reply, line, detail);
    }
}
