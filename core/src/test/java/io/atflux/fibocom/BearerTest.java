package io.atflux.fibocom;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.modem.Apn;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;

/** The bearer: dialled if it is not up, and queried until it has its address. */
class BearerTest {

    private final ScriptedL610 l610 = new ScriptedL610();

    private List<String> sentLines() {
        return l610.modem.sentLines();
    }

    @Test
    void bearerThatIsUpIsNotDialled() {
        l610.when("AT+MIPCALL?").answers("+MIPCALL: 1,104.48.68", "OK");
        StepVerifier.withVirtualTime(
                        () -> l610.module(b -> b.apn(Apn.of("cmnet"))).modem().dial())
                .assertNext(bearer -> {
                    assertThat(bearer.text()).isEqualTo("104.48.68");
                    assertThat(bearer.addresses()).isEmpty();
                })
                .verifyComplete();
        assertThat(sentLines()).containsExactly("AT+MIPCALL?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+MIPCALL: 1,10.1.2.3", "+MIPCALL: 1,1,\"10.1.2.3\"", "+MIPCALL: 10.1.2.3"})
    void dialEndsWithAnAddressInEachSpelling(String result) {
        l610.when("AT+MIPCALL=1").answers("OK").then(ofSeconds(3), result);
        l610.attaches();
        StepVerifier.withVirtualTime(
                        () -> l610.module(b -> b.apn(Apn.of("cmnet"))).modem().dial())
                .thenAwait(ofSeconds(3))
                .assertNext(bearer -> assertThat(bearer.text()).isEqualTo("10.1.2.3"))
                .verifyComplete();
        assertThat(l610.modem.countOf("AT+MIPCALL=1")).isEqualTo(1);
    }

    @Test
    void dialThatEndsWithoutItsAddressAsksForIt() {
        l610.when("AT+MIPCALL=1").answers("OK").then(ofSeconds(3), "+MIPCALL: 1");
        l610.when("AT+MIPCALL?").answers("+MIPCALL: 0", "OK").answers("+MIPCALL: 1,1,\"10.1.2.3\"", "OK");
        StepVerifier.withVirtualTime(
                        () -> l610.module(b -> b.apn(Apn.of("cmnet"))).modem().dial())
                .thenAwait(ofSeconds(3))
                .assertNext(bearer -> assertThat(bearer.text()).isEqualTo("10.1.2.3"))
                .verifyComplete();
        assertThat(sentLines()).containsExactly("AT+MIPCALL?", "AT+MIPCALL=1", "AT+MIPCALL?");
    }

    @Test
    void aDialThatIsRefusedBecauseTheOneBeforeItWorkedHasWorked() {
        l610.when("AT+MIPCALL?").answers("+MIPCALL: 0", "OK").answers("+MIPCALL: 1,10.1.2.3", "OK");
        l610.when("AT+MIPCALL=1").staysSilent().answers("+CME ERROR: PDP already active");
        StepVerifier.withVirtualTime(
                        () -> l610.module(b -> b.apn(Apn.of("cmnet"))).modem().dial())
                .thenAwait(ofSeconds(400))
                .assertNext(bearer -> assertThat(bearer.text()).isEqualTo("10.1.2.3"))
                .expectComplete()
                .verify(ofSeconds(20));
        assertThat(l610.modem.countOf("AT+MIPCALL=1")).isEqualTo(2);
        assertThat(sentLines().get(sentLines().size() - 1)).isEqualTo("AT+MIPCALL?");
    }

    @Test
    void staleBearerIsReleasedBeforeTheDial() {
        l610.when("AT+MIPCALL?").answers("+MIPCALL: 1,0.0.0.0", "OK");
        l610.when("AT+MIPCALL=0").answers("OK", "+MIPCALL: 0");
        l610.attaches();
        StepVerifier.withVirtualTime(
                        () -> l610.module(b -> b.apn(Apn.of("cmnet"))).modem().dial())
                .expectNextCount(1)
                .verifyComplete();
        assertThat(sentLines()).containsExactly("AT+MIPCALL?", "AT+MIPCALL=0", "AT+MIPCALL=1");
    }

    @Test
    void aBearerWithoutAddressIsAskedForOnAfterADialThatWasCancelled() {
        l610.when("AT+MIPCALL?")
                .answers("+MIPCALL: 0", "OK")
                .answers("+MIPCALL: 1,0.0.0.0", "OK")
                .answers("+MIPCALL: 1,0.0.0.0", "OK")
                .answers("+MIPCALL: 1,10.1.2.3", "OK");
        l610.when("AT+MIPCALL=1").answers("OK");
        L610 module = l610.module(b -> b.apn(Apn.of("cmnet")));
        StepVerifier.withVirtualTime(() -> module.modem().dial())
                .expectSubscription()
                .thenAwait(ofSeconds(2))
                .thenCancel()
                .verify();
        StepVerifier.withVirtualTime(() -> module.modem().dial())
                .thenAwait(ofSeconds(2))
                .assertNext(bearer -> assertThat(bearer.text()).isEqualTo("10.1.2.3"))
                .verifyComplete();
        assertThat(sentLines())
                .containsExactly("AT+MIPCALL?", "AT+MIPCALL=1", "AT+MIPCALL?", "AT+MIPCALL?", "AT+MIPCALL?");
    }

    @Test
    void busyBearerIsWaitedFor() {
        l610.when("AT+MIPCALL?").answers("+MIPCALL: 2", "OK");
        L610 module = l610.module(b -> b.apn(Apn.of("cmnet")));
        StepVerifier.withVirtualTime(() -> module.modem().dial())
                .thenAwait(ofSeconds(20))
                .then(() -> l610.modem.prints("+MIPCALL: 10.9.8.7"))
                .assertNext(bearer -> assertThat(bearer.text()).isEqualTo("10.9.8.7"))
                .verifyComplete();
        assertThat(sentLines()).containsExactly("AT+MIPCALL?");
    }

    @Test
    void busyBearerThatComesToNothingIsDialled() {
        l610.when("AT+MIPCALL?").answers("+MIPCALL: 2", "OK");
        l610.attaches();
        L610 module = l610.module(b -> b.apn(Apn.of("cmnet")));
        StepVerifier.withVirtualTime(() -> module.modem().dial())
                .thenAwait(ofSeconds(150))
                .expectNextCount(1)
                .verifyComplete();
        assertThat(sentLines()).containsExactly("AT+MIPCALL?", "AT+MIPCALL=1");
    }
}
