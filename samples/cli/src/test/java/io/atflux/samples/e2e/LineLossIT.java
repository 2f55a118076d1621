package io.atflux.samples.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtOptions;
import io.atflux.ConnectionState;
import io.atflux.error.AtException;
import io.atflux.fibocom.L610;
import io.atflux.mqtt.MqttMessage;
import io.atflux.mqtt.Receipt;
import io.atflux.test.Relay;
import io.atflux.transport.Backoff;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** The line between the program and the module is lost, while the module and its broker keep running. */
@Execution(ExecutionMode.CONCURRENT)
class LineLossIT {

    private static final AtOptions IMPATIENT = AtOptions.builder()
            .liveness(Duration.ofMillis(300))
            .drain(Duration.ofMillis(100))
            .probeTimeout(Duration.ofMillis(300))
            .build();

    private final List<String> failures = new CopyOnWriteArrayList<>();

    @Test
    void anIdleLineThatGoesSilentIsOpenedAgainAndTheModulePublishesOn() throws Exception {
        try (Rig rig = Rig.quick();
                Relay relay = new Relay(rig.port());
                Witness witness = Witness.listeningTo(rig.topic("x"))) {
            Backoff soon = Backoff.builder()
                    .waits(Duration.ofMillis(50), 1.5, Duration.ofMillis(500))
                    .build();
            Flux<Receipt> published = Rig.driver(relay.port())
                    .session(client -> client.options(IMPATIENT))
                    .modules(soon, state -> recoverAfterALoss(relay, state))
                    .concatMap(
                            module -> work(rig, module).onErrorResume(AtException.class, failed -> {
                                failures.add(String.valueOf(failed.getMessage()));
                                return module.close().then(Mono.empty());
                            }),
                            0);

            StepVerifier.create(published)
                    .assertNext(receipt -> assertThat(receipt.attempts()).isPositive())
                    .then(relay::goSilent)
                    .assertNext(receipt -> assertThat(receipt.attempts()).isPositive())
                    .thenCancel()
                    .verify(Site.LIMIT);

            assertThat(failures).isNotEmpty().first().asString().contains("no answer to 3 probes");
            assertThat(witness.nextText()).isEqualTo("hello");
            assertThat(witness.nextText()).isEqualTo("hello");
        }
    }

    private static void recoverAfterALoss(Relay relay, ConnectionState state) {
        try {
            if (state instanceof ConnectionState.Lost) {
                relay.recover();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Publishes once, and is then idle until the line is lost. */
    private static Flux<Receipt> work(Rig rig, L610 module) {
        return module.modem()
                .attach()
                .then(module.mqtt(1).open(rig.broker()))
                .then(module.mqtt(1).publish(MqttMessage.of(rig.topic("x"), "hello")))
                .flux()
                .concatWith(module.session().onClose().then(Mono.empty()));
    }
}
