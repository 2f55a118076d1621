package io.atflux.modem;

import io.atflux.command.AtReply;
import io.atflux.command.FinalResult;
import io.atflux.command.RetryRule;
import io.atflux.error.AtConnectionException;
import io.atflux.error.AtException;
import io.atflux.error.AtRejectedException;
import io.atflux.error.AtTimeoutException;
import io.atflux.error.Outcome;
import io.atflux.line.AtLine;
import io.atflux.modem.Registration.Domain;
import io.atflux.modem.Registration.Status;
import io.atflux.modem.internal.ProgressReporter;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Waits for registration: queries packet, LTE and circuit registration in turn, and again at the poll's pace. One domain at home
 * or roaming is enough. A denial may concern one cell, or be temporary: it counts only if it still stands at the end of the poll
 * and no other domain is searching.
 */
final class RegistrationFlow {

    /** The answers of one round, as far as they came. */
    private record Round(List<Registration> answers) {

        @Nullable
        Registration registered() {
            return answers.stream()
                    .filter(Registration::isRegistered)
                    .findFirst()
                    .orElse(null);
        }

        @Nullable
        Registration denied() {
            return answers.stream()
                    .filter(r -> r.status() == Status.DENIED)
                    .findFirst()
                    .orElse(null);
        }

        boolean searches() {
            return answers.stream().anyMatch(r -> r.status() == Status.SEARCHING);
        }

        @Override
        public String toString() {
            return answers.isEmpty()
                    ? "no answer"
                    : answers.stream().map(Registration::toString).collect(Collectors.joining(", "));
        }
    }

    private RegistrationFlow() {}

    static Mono<Registration> run(ProgressReporter reporter, ModemDialect dialect, Poll poll) {
        Mono<Round> work = poll.until(
                round(reporter, dialect),
                round -> round.registered() != null,
                round -> failure(round, poll.within()),
                reporter.session().timer());
        return reporter.track(
                "registration",
                "AT+CGREG? AT+CEREG? AT+CREG?",
                "every " + poll.every().toSeconds() + " s, within "
                        + poll.within().toSeconds() + " s",
                work.mapNotNull(Round::registered));
    }

    /** Queries one domain after the other, up to the first that is registered. */
    private static Mono<Round> round(ProgressReporter reporter, ModemDialect dialect) {
        return Flux.just(Domain.PACKET, Domain.LTE, Domain.CIRCUIT)
                .concatMap(domain -> ask(reporter, dialect, domain), 1)
                .takeUntil(Registration::isRegistered)
                .collectList()
                .map(Round::new);
    }

    /** The poll repeats the query; a failed query counts as no answer. */
    private static Mono<Registration> ask(ProgressReporter reporter, ModemDialect dialect, Domain domain) {
        return reporter.session()
                .send(dialect.registration(domain).retry(RetryRule.never()))
                .onErrorResume(AtException.class, failed -> endsAll(failed) ? Mono.error(failed) : Mono.empty());
    }

    /** The line is lost, or the caller's own deadline has passed. */
    private static boolean endsAll(AtException failed) {
        return failed instanceof AtConnectionException
                || (failed instanceof AtTimeoutException late && late.phase() == AtTimeoutException.Phase.DEADLINE);
    }

    private static AtException failure(Round round, Duration limit) {
        Registration denied = round.denied();
        return denied == null || round.searches() ? late(round, limit) : refused(denied);
    }

    private static AtRejectedException refused(Registration denied) {
        String name = denied.domain().answerName();
        AtLine line = AtLine.of(name + ": 0," + Status.DENIED.ordinal());
        AtReply reply = AtReply.of(FinalResult.OK, line);
        return new AtRejectedException("AT" + name + "?", reply, line, "the network denies registration");
    }

    private static AtTimeoutException late(Round round, Duration limit) {
        return new AtTimeoutException(
                "AT+CEREG?",
                AtTimeoutException.Phase.DEADLINE,
                limit,
                round.answers().isEmpty() ? Outcome.UNKNOWN : Outcome.REJECTED,
                "not registered within " + limit.toSeconds() + " s: " + round);
    }
}
