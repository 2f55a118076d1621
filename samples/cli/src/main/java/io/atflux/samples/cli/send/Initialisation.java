package io.atflux.samples.cli.send;

import io.atflux.AtSession;
import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.command.RetryRule;
import io.atflux.error.AtException;
import io.atflux.error.AtProtocolException;
import io.atflux.error.AtRejectedException;
import io.atflux.error.AtTimeoutException;
import io.atflux.line.LineShape;
import io.atflux.samples.cli.Waits;
import java.time.Duration;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Prepares a modem for commands: finds it, switches its echo off, makes its errors verbose, and resynchronises. If a
 * modem refuses one of the settings, it is used without it.
 */
public final class Initialisation {

    private static final Duration ONE = Duration.ofSeconds(1);
    private static final Duration LEAST = Duration.ofMillis(1);
    private static final Duration LONGEST_PROOF = Duration.ofSeconds(210);
    private static final AtCommand<AtReply> VERBOSE = AtCommand.of("AT+CMEE=2");
    private static final int VERBOSE_ALREADY = 2;

    private final AtSession session;
    private final int errors;

    private Initialisation(AtSession session, int errors) {
        this.session = session;
        this.errors = errors;
    }

    /**
     * @param patience the limit for a first OK
     * @return errors with {@link AtException} if the modem does not answer, or the line is lost
     */
    static Mono<Void> of(AtSession session, Duration patience, Waits waits) {
        return waits.track("a first answer", patience, found(session, patience))
                .then(step(session, VERBOSE.retry(RetryRule.times(1)), patience))
                .then(waits.track("the resynchronisation", LONGEST_PROOF, session.resynchronise()))
                .retryWhen(afterRestart());
    }

    /**
     * The same; errors are made verbose only if the modem tells the previous setting.
     *
     * @param patience the limit for a first OK
     * @return succeeds with the object that restores the settings; errors with {@link AtException} if the modem does
     *     not answer, or the line is lost
     */
    public static Mono<Initialisation> restorable(AtSession session, Duration patience, Waits waits) {
        return waits.track("a first answer", patience, found(session, patience))
                .then(waits.track("the resynchronisation", LONGEST_PROOF, session.resynchronise()))
                .then(Mono.defer(() -> before(session, patience)))
                .flatMap(before -> before == VERBOSE_ALREADY
                        ? Mono.just(before)
                        : step(session, VERBOSE, patience).thenReturn(before))
                .defaultIfEmpty(VERBOSE_ALREADY)
                .map(before -> new Initialisation(session, before))
                .retryWhen(afterRestart());
    }

    /** The previous error setting; empty if the modem does not tell it. */
    private static Mono<Integer> before(AtSession session, Duration patience) {
        AtCommand<Integer> question = AtCommand.of("AT+CMEE?")
                .answeredBy(LineShape.named("+CMEE"))
                .timeout(limit(patience))
                .as(reply -> reply.parameters("+CMEE").number(0).orElse(VERBOSE_ALREADY));
        return session.send(question)
                .onErrorResume(AtRejectedException.class, no -> Mono.empty())
                .onErrorResume(AtProtocolException.class, no -> Mono.empty());
    }

    /** Restores the settings, except for the echo, which no command reads. A failure is ignored. */
    public Mono<Void> restore() {
        return errors == VERBOSE_ALREADY
                ? Mono.empty()
                : session.send(AtCommand.of("AT+CMEE=" + errors).retry(RetryRule.times(1)))
                        .then()
                        .onErrorResume(AtException.class, failed -> Mono.empty());
    }

    private static Mono<Void> found(AtSession session, Duration patience) {
        return step(session, AtCommand.of("AT").retry(RetryRule.within(patience)), patience)
                .then(step(session, AtCommand.of("ATE0").retry(RetryRule.times(1)), patience));
    }

    /** A modem that has just started has lost the settings: makes them again. */
    private static Retry afterRestart() {
        return Retry.max(2).filter(AtTimeoutException::isRestart).onRetryExhaustedThrow((rule, last) -> last.failure());
    }

    private static Mono<Void> step(AtSession session, AtCommand<AtReply> command, Duration patience) {
        Duration limit = limit(patience);
        Duration quarter = limit.dividedBy(4);
        RetryRule rule = command.spec().retry().pausing(quarter.compareTo(LEAST) < 0 ? LEAST : quarter);
        return session.send(command.timeout(limit).retry(rule))
                .onErrorResume(AtRejectedException.class, no -> Mono.empty())
                .then();
    }

    private static Duration limit(Duration patience) {
        return patience.compareTo(ONE) < 0 ? patience : ONE;
    }
}
