package io.atflux.fibocom;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.error.AtTimeoutException;
import io.atflux.modem.Apn;
import io.atflux.test.ScriptedModem;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** A user's test on a scripted modem, with the verifier's virtual time only. */
class VirtualTimeTest {

    private static final Duration REAL = Duration.ofSeconds(20);

    private final ScriptedModem modem = new ScriptedModem();

    private Mono<L610> module() {
        return L610.over(modem).apn(Apn.of("cmnet")).connect();
    }

    @Test
    void aModuleThatIsConnectedWithinTheVerifierRunsOnItsTime() {
        modem.when("AT+MIPCALL?").staysSilent();
        StepVerifier.withVirtualTime(() -> module().flatMap(it -> it.modem().dial()))
                .thenAwait(Duration.ofSeconds(89))
                .expectError(AtTimeoutException.class)
                .verify(REAL);
        assertThat(modem.countOf("AT+MIPCALL?")).isEqualTo(45);
    }

    @Test
    void aModuleThatWasConnectedBeforeRunsOnItsTimeToo() {
        modem.when("AT+MIPCALL?").staysSilent();
        L610 before = Objects.requireNonNull(module().block());
        StepVerifier.withVirtualTime(() -> before.modem().dial())
                .thenAwait(Duration.ofSeconds(89))
                .expectError(AtTimeoutException.class)
                .verify(REAL);
        assertThat(modem.countOf("AT+MIPCALL?")).isEqualTo(45);
    }

    @Test
    void aClientOfTheEngineNeedsNoSetUpEither() {
        modem.when("AT+CSQ").staysSilent();
        AtSession session =
                Objects.requireNonNull(AtClient.over(modem).connect().block());
        StepVerifier.withVirtualTime(() -> session.send("AT+CSQ"))
                .expectSubscription()
                .expectNoEvent(Duration.ofSeconds(10).minusNanos(1))
                .thenAwait(Duration.ofNanos(1))
                .expectError(AtTimeoutException.class)
                .verify(REAL);
    }
}
