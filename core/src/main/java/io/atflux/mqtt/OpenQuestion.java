package io.atflux.mqtt;

import io.atflux.command.RetryRule;
import io.atflux.error.AtException;
import io.atflux.error.AtRejectedException;
import io.atflux.modem.Steps;
import java.time.Duration;
import java.util.Set;
import reactor.core.publisher.Mono;

/** Asks which clients are open. Firmware that has no such question refuses it twice alike: it is not asked any more then. */
final class OpenQuestion {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private OpenQuestion() {}

    static Mono<Set<Integer>> ask(Steps steps, MqttDialect dialect) {
        return once(steps, dialect)
                .onErrorResume(AtRejectedException.class, first -> Mono.delay(
                                PAUSE, steps.session().timer())
                        .then(once(steps, dialect))
                        .onErrorResume(
                                AtException.class,
                                second -> isSame(first, second) ? Mono.error(second) : byRule(steps, dialect)))
                .onErrorResume(failure -> !(failure instanceof AtRejectedException), failure -> byRule(steps, dialect));
    }

    private static Mono<Set<Integer>> once(Steps steps, MqttDialect dialect) {
        return steps.send("MQTT open?", () -> dialect.openClients().retry(RetryRule.never()));
    }

    private static Mono<Set<Integer>> byRule(Steps steps, MqttDialect dialect) {
        return steps.send("MQTT open?", dialect::openClients);
    }

    private static boolean isSame(AtRejectedException first, AtException second) {
        return second instanceof AtRejectedException no
                && first.result() != null
                && first.result().equals(no.result());
    }
}
