package io.atflux.samples.cli.send;

import io.atflux.AtSession;
import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.command.RetryRule;
import io.atflux.error.AtRejectedException;
import io.atflux.error.AtTimeoutException;
import java.time.Duration;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Makes a modem ready for commands: found, silent about what it hears, verbose about its errors, and in step. A modem that
 * refuses the one or the other is used as it is.
 */
final class Initialisation {

    private static final Duration ONE = Duration.ofSeconds(1);
    private static final Duration LEAST = Duration.ofMillis(1);

    private Initialisation() {}

    /**
     * @param patience how long to ask for a first OK
     * @return errors with {@link io.atflux.error.AtException} where the modem does not answer, or the line is lost
     */
    static Mono<Void> of(AtSession session, Duration patience) {
        return step(session, AtCommand.of("AT").retry(RetryRule.within(patience)), patience)
                .then(step(session, AtCommand.of("ATE0").retry(RetryRule.times(1)), patience))
                .then(step(session, AtCommand.of("AT+CMEE=2").retry(RetryRule.times(1)), patience))
                .then(session.resynchronise())
                // One that has just begun has forgotten the settings.
                .retryWhen(Retry.max(2)
                        .filter(AtTimeoutException::isRestart)
                        .onRetryExhaustedThrow((rule, last) -> last.failure()));
    }

    private static Mono<Void> step(AtSession session, AtCommand<AtReply> command, Duration patience) {
        Duration limit = patience.compareTo(ONE) < 0 ? patience : ONE;
        Duration quarter = limit.dividedBy(4);
        RetryRule rule = command.spec().retry().pausing(quarter.compareTo(LEAST) < 0 ? LEAST : quarter);
        return session.send(command.timeout(limit).retry(rule))
                .onErrorResume(AtRejectedException.class, no -> Mono.empty())
                .then();
    }
}
