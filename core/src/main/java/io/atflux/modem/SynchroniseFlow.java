package io.atflux.modem;

import io.atflux.error.AtRejectedException;
import io.atflux.error.AtTimeoutException;
import io.atflux.modem.internal.ProgressReporter;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Finds the module on the line and makes the settings that all other steps need: {@code AT} until OK, echo off, verbose errors.
 * All of these are answered by OK alone, as an earlier user's command may be; the resynchronisation afterwards proves that the
 * answers belong to these commands.
 */
final class SynchroniseFlow {

    /** A module that restarts more often during set-up does not stay up. */
    private static final int MOST_RESTARTS = 2;

    private SynchroniseFlow() {}

    static Mono<Void> run(ProgressReporter reporter, ModemDialect dialect) {
        return once(reporter, dialect).retryWhen(afterRestart());
    }

    /** The same, without a new start after a restart of the module. */
    static Mono<Void> once(ProgressReporter reporter, ModemDialect dialect) {
        return reporter.send("synchronise", dialect::attention)
                .then(reporter.send("echo off", dialect::echoOff))
                // While the module still detects the line's speed, a first setting may be answered without taking
                // effect.
                .then(reporter.send("echo off again", dialect::echoOff))
                .then(verboseErrors(reporter, dialect))
                .then(reporter.session().resynchronise());
    }

    /** A restarted module has lost the settings: all of them are made again. */
    static Retry afterRestart() {
        return Retry.max(MOST_RESTARTS)
                .filter(AtTimeoutException::isRestart)
                .onRetryExhaustedThrow((rule, last) -> last.failure());
    }

    /** Firmware without verbose errors answers plain ERROR, as before. */
    private static Mono<?> verboseErrors(ProgressReporter reporter, ModemDialect dialect) {
        return reporter.send("verbose errors", dialect::verboseErrors)
                .onErrorResume(AtRejectedException.class, no -> Mono.empty());
    }
}
