package io.atflux.mqtt;

import io.atflux.command.RetryRule;
import io.atflux.error.AtException;
import io.atflux.error.AtRejectedException;
import io.atflux.modem.internal.ProgressReporter;
import java.time.Duration;
import java.util.Set;
import reactor.core.publisher.Mono;

/** Asks which clients are open. Firmware that has no such question refuses it twice alike: it is not asked any more then. */
final class OpenQuestion {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private OpenQuestion() {}

    static Mono<Set<Integer>> ask(ProgressReporter reporter, MqttDialect dialect) {
        return once(reporter, dialect)
                .onErrorResume(AtRejectedException.class, first -> Mono.delay(
                                PAUSE, reporter.session().timer())
                        .then(once(reporter, dialect))
                        .onErrorResume(
                                AtException.class,
                                second -> isSame(first, second) ? Mono.error(second) : byRule(reporter, dialect)))
                .onErrorResume(
                        failure -> !(failure instanceof AtRejectedException), failure -> byRule(reporter, dialect));
    }

    private static Mono<Set<Integer>> once(ProgressReporter reporter, MqttDialect dialect) {
        return reporter.send("MQTT open?", () -> dialect.openClients().retry(RetryRule.never()));
    }

    private static Mono<Set<Integer>> byRule(ProgressReporter reporter, MqttDialect dialect) {
        return reporter.send("MQTT open?", dialect::openClients);
    }

    private static boolean isSame(AtRejectedException first, AtException second) {
        return second instanceof AtRejectedException no
                && first.result() != null
                && first.result().equals(no.result());
    }
}
