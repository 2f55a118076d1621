package io.atflux.modem;

import io.atflux.command.RetryRule;
import io.atflux.error.AtRejectedException;
import io.atflux.error.AtTimeoutException;
import io.atflux.error.Outcome;
import io.atflux.modem.internal.ProgressReporter;
import java.util.function.Function;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/**
 * Dials with the only access point, by the module's rule, or with one candidate after another, once each.
 *
 * <pre>
 * set ─ dial ── address ───────────────────────────────────→ remember, done
 *  ↑     ├───── the network's no ───────────────→ next one
 *  │     └───── ERROR, or silence ── ask ── up ────────────→ remember, done
 *  │                                  └──── else ─ release ─→ next one
 *  └───────────────────────────────────────────────── next one
 * </pre>
 */
final class DialFlow {

    /**
     * CME errors about the card, from "SIM not inserted" to "incorrect password" (27.007 9.2.1): another access point does not
     * help.
     */
    private static final int FIRST_OF_SIM = 10;

    private static final int LAST_OF_SIM = 16;

    private final ProgressReporter reporter;
    private final ModemDialect dialect;
    private final Dialling dialling;
    private final ApnCandidates candidates;

    DialFlow(ProgressReporter reporter, ModemDialect dialect, ApnCandidates candidates, Dialling dialling) {
        this.reporter = reporter;
        this.dialect = dialect;
        this.dialling = dialling;
        this.candidates = candidates;
    }

    Mono<Connected> run() {
        Apn first = candidates.first();
        if (candidates.inOrder().size() > 1) {
            return attempt(0);
        }
        Mono<Connected> dial = dial(first, false)
                .onErrorResume(DialFlow::isDoubtful, this::ifUp)
                .map(bearer -> new Connected(first, bearer));
        // The card may differ from the one for which the access point was set.
        return dialling.hasSetAnother(first)
                ? ApnFlow.set(reporter, dialect, first, dialling).then(dial)
                : dial;
    }

    private Mono<Bearer> dial(Apn apn, boolean once) {
        return Mono.defer(() -> {
                    var command = dialect.dial(apn);
                    return dialling.during(
                            reporter.send("bearer", once ? command.retry(RetryRule.never()) : command),
                            command.spec().timeout());
                })
                .flatMap(bearer -> addressed(reporter, dialect, bearer));
    }

    private Mono<Connected> attempt(int index) {
        Apn apn = candidates.inOrder().get(index);
        Mono<Bearer> dial = dial(apn, true).onErrorResume(DialFlow::isUndecided, this::unlessUp);
        return ApnFlow.set(reporter, dialect, apn, dialling)
                .then(dial)
                .flatMap(bearer ->
                        candidates.remember(apn, reporter.session().timer()).thenReturn(new Connected(apn, bearer)))
                .onErrorResume(DialFlow::isOfThisOne, failure -> next(index, failure));
    }

    private Mono<Connected> next(int index, Throwable failure) {
        return index + 1 < candidates.inOrder().size() ? attempt(index + 1) : Mono.error(explained(failure));
    }

    private Throwable explained(Throwable failure) {
        String tried = candidates.inOrder().stream().map(Apn::name).collect(Collectors.joining(", "));
        if (failure instanceof AtRejectedException no) {
            return no.explained("no address by any of the access points " + tried);
        }
        return failure instanceof AtTimeoutException late
                ? late.explained("no address by any of the access points " + tried + ", the last without an answer")
                : failure;
    }

    /** Whether another access point may succeed. */
    private static boolean isOfThisOne(Throwable failure) {
        if (failure instanceof AtRejectedException no) {
            int code = no.code().orElse(0);
            return code < FIRST_OF_SIM || code > LAST_OF_SIM;
        }
        return isSilence(failure);
    }

    /**
     * A module also answers a plain ERROR if the bearer is up already or still coming up; a refusal by the network is a result
     * code.
     */
    private static boolean isUndecided(Throwable failure) {
        return isSilence(failure) || isPlain(failure);
    }

    /** A plain ERROR, after a dial that may have worked. */
    private static boolean isDoubtful(Throwable failure) {
        return isPlain(failure) && ((AtRejectedException) failure).outcome() == Outcome.UNKNOWN;
    }

    private static boolean isPlain(Throwable failure) {
        return failure instanceof AtRejectedException no && no.urc() == null;
    }

    private static boolean isSilence(Throwable failure) {
        return failure instanceof AtTimeoutException late && late.phase() == AtTimeoutException.Phase.URC;
    }

    private Mono<Bearer> ifUp(Throwable failure) {
        return afterwards(failure, state -> Mono.error(failure));
    }

    private Mono<Bearer> unlessUp(Throwable failure) {
        return afterwards(failure, state -> {
            boolean nothingToRelease = state instanceof BearerState.Down && !isSilence(failure);
            return nothingToRelease
                    ? Mono.error(failure)
                    : reporter.send("release", dialect::release).then(Mono.error(failure));
        });
    }

    /** Queries the result of a dial. If the module refuses the query, the dial's own failure stands. */
    private Mono<Bearer> afterwards(Throwable failure, Function<BearerState, Mono<Bearer>> unlessUp) {
        return reporter.send("bearer?", dialect::bearerState)
                .onErrorMap(AtRejectedException.class, no -> failure)
                .flatMap(state -> state instanceof BearerState.Up up ? Mono.just(up.bearer()) : unlessUp.apply(state));
    }

    /** Some firmware reports that it has an address, and gives the address only on a query. */
    static Mono<Bearer> addressed(ProgressReporter reporter, ModemDialect dialect, Bearer bearer) {
        return bearer.text().isEmpty()
                ? reporter.send("bearer?", dialect::bearerState)
                        .map(state -> state instanceof BearerState.Up up ? up.bearer() : bearer)
                        .onErrorResume(AtRejectedException.class, no -> Mono.just(bearer))
                : Mono.just(bearer);
    }
}
