package io.atflux.fibocom;

import io.atflux.AtSession;
import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.command.Recheck.Decision;
import io.atflux.error.AtException;
import io.atflux.error.AtRejectedException;
import io.atflux.error.AtTimeoutException;
import io.atflux.error.Outcome;
import io.atflux.modem.Bearer;
import io.atflux.modem.BearerState;
import io.atflux.mqtt.Broker.IfOpen;
import io.atflux.mqtt.TlsFile;
import java.time.Duration;
import java.util.Map;
import reactor.core.publisher.Mono;

/** The checks before a re-send of commands that could do harm if executed twice. */
final class L610Rechecks {

    private static final Duration BETWEEN = Duration.ofSeconds(1);
    /** The number of further queries, one a second: 15 s. */
    private static final int ADDRESS_COMES = 15;

    private L610Rechecks() {}

    /** The module answers ERROR to a dial while the bearer is up or coming up, so the state is read first. */
    static Mono<Decision<Bearer>> dial(
            AtSession session, AtException failure, AtCommand<BearerState> question, AtCommand<AtReply> release) {
        if (neverAnswered(failure)) {
            return Mono.just(Decision.resend());
        }
        int mayCome = failure.outcome() == Outcome.UNKNOWN ? ADDRESS_COMES : 0;
        return ask(session, question, mayCome).flatMap(state -> {
            if (state instanceof BearerState.Up up) {
                return Mono.just(Decision.settled(up.bearer()));
            }
            if (state instanceof BearerState.Busy) {
                return Mono.just(Decision.await());
            }
            return state instanceof BearerState.Stale
                    ? session.send(release).thenReturn(Decision.<Bearer>resend())
                    : Mono.just(Decision.resend());
        });
    }

    /**
     * Repeats the query while the bearer is up without an address: as long as the session's own dial may run, the address may
     * still come.
     */
    private static Mono<BearerState> ask(AtSession session, AtCommand<BearerState> question, int more) {
        return session.send(question)
                .flatMap(state -> state instanceof BearerState.Stale && more > 0
                        ? Mono.delay(BETWEEN, session.timer()).then(Mono.defer(() -> ask(session, question, more - 1)))
                        : Mono.just(state));
    }

    /** A release while no bearer is up may be answered with ERROR. */
    static Mono<Decision<AtReply>> release(AtSession session, AtException failure, AtCommand<BearerState> question) {
        if (neverAnswered(failure)) {
            return Mono.just(Decision.resend());
        }
        return session.send(question)
                .map(state -> state instanceof BearerState.Down ? Decision.settled(Answers.ok()) : Decision.resend());
    }

    /** Credentials and will are refused while the client is open: a re-send does not change that. */
    static Mono<Decision<AtReply>> setting(AtSession session, AtException failure, int client, OpenQuery question) {
        if (!(failure instanceof AtRejectedException)) {
            return Mono.just(Decision.resend());
        }
        return question.askOnce(session).map(open -> open.contains(client) ? Decision.fail() : Decision.resend());
    }

    /** The broker's refusal is final for this attempt; otherwise the connection may be open after all. */
    static Mono<Decision<AtReply>> open(
            AtSession session,
            AtException failure,
            int client,
            IfOpen policy,
            OpenQuery question,
            AtCommand<AtReply> close) {
        if (neverAnswered(failure) || isResultCode(failure)) {
            return Mono.just(Decision.resend());
        }
        Mono<Decision<AtReply>> asked = question.askForRecheck(session).flatMap(open -> {
            if (!open.contains(client)) {
                return Mono.just(again(failure));
            }
            return policy == IfOpen.KEEP
                    ? Mono.just(Decision.settled(Answers.ok()))
                    : session.send(close).thenReturn(Decision.<AtReply>resend());
        });
        return asked.switchIfEmpty(Mono.just(again(failure)));
    }

    /** Closing a closed client is answered with ERROR. */
    static Mono<Decision<AtReply>> close(AtSession session, AtException failure, int client, OpenQuery question) {
        if (neverAnswered(failure)) {
            return Mono.just(Decision.resend());
        }
        return question.askForRecheck(session)
                .map(open ->
                        open.contains(client) ? L610Rechecks.<AtReply>again(failure) : Decision.settled(Answers.ok()))
                .switchIfEmpty(Mono.just(again(failure)));
    }

    /**
     * A module that is still executing an earlier attempt refuses each further one. Re-sends would only use up the rule, so the
     * session waits for the earlier attempt's result code.
     */
    private static <R> Decision<R> again(AtException failure) {
        boolean atIt = failure instanceof AtRejectedException && failure.outcome() == Outcome.UNKNOWN;
        return atIt && !isResultCode(failure) ? Decision.await() : Decision.resend();
    }

    /** Uploads append, so a file that arrived after all must not be sent again. */
    static Mono<Decision<AtReply>> upload(
            AtSession session,
            AtException failure,
            TlsFile file,
            int before,
            AtCommand<Map<TlsFile, Integer>> question) {
        if (before < 0 || neverPrompted(failure)) {
            return Mono.just(Decision.resend());
        }
        return session.send(question)
                .map(counts -> counts.getOrDefault(file, before) > before
                        ? Decision.settled(Answers.ok())
                        : Decision.resend());
    }

    /** If not even the final result came, the module does not answer: a re-send of the command serves as the query. */
    private static boolean neverAnswered(AtException failure) {
        return failure instanceof AtTimeoutException timeout && timeout.phase() == AtTimeoutException.Phase.FINAL;
    }

    /** Without a prompt, no data were sent. */
    private static boolean neverPrompted(AtException failure) {
        return failure instanceof AtTimeoutException timeout && timeout.phase() == AtTimeoutException.Phase.PROMPT;
    }

    private static boolean isResultCode(AtException failure) {
        return failure instanceof AtRejectedException rejected && rejected.urc() != null;
    }
}
