package io.atflux.modem;

import io.atflux.error.AtRejectedException;
import io.atflux.error.AtTimeoutException;
import io.atflux.modem.internal.ProgressReporter;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Finds the module on the line and puts it into the state that everything else expects: {@code AT} until OK, echo off,
 * errors with their reasons. All of these are answered by OK alone, as was what somebody else may have sent before; so the
 * proof that it is this OK and no other stands behind them.
 */
final class SynchroniseFlow {

    /** One that restarts more often while it is being set up does not stay up. */
    private static final int MOST_RESTARTS = 2;

    private SynchroniseFlow() {}

    static Mono<Void> run(ProgressReporter reporter, ModemDialect dialect) {
        return once(reporter, dialect).retryWhen(afterRestart());
    }

    /** The same, without beginning anew after a restart. */
    static Mono<Void> once(ProgressReporter reporter, ModemDialect dialect) {
        return reporter.send("synchronise", dialect::attention)
                .then(reporter.send("echo off", dialect::echoOff))
                // While the module still finds out the line's speed, a first setting may be answered and not take
                // effect.
                .then(reporter.send("echo off again", dialect::echoOff))
                .then(verboseErrors(reporter, dialect))
                .then(reporter.session().resynchronise());
    }

    /** A module that has just begun has forgotten the settings: all of them are made again. */
    static Retry afterRestart() {
        return Retry.max(MOST_RESTARTS)
                .filter(AtTimeoutException::isRestart)
                .onRetryExhaustedThrow((rule, last) -> last.failure());
    }

    /** Firmware that knows no reasons says plain ERROR then, as before. */
    private static Mono<?> verboseErrors(ProgressReporter reporter, ModemDialect dialect) {
        return reporter.send("verbose errors", dialect::verboseErrors)
                .onErrorResume(AtRejectedException.class, no -> Mono.empty());
    }
}
