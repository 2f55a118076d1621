package io.atflux.fibocom;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.error.AtRejectedException;
import io.atflux.error.AtTimeoutException;
import io.atflux.modem.Apn;
import io.atflux.modem.Functionality;
import io.atflux.modem.Iccid;
import io.atflux.modem.PdpType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;

/** The steps between a synchronised module and the network, and the queries about it, each separately. */
class InitialiseTest {

    private final ScriptedL610 l610 = new ScriptedL610();

    @Test
    void initialisingSetsUpAndStopsShortOfTheNetwork() {
        l610.attaches();
        l610.when("AT+MSTART=1,1").answers("OK");
        L610 module = l610.module(builder -> builder.options(
                io.atflux.modem.ModemOptions.builder().startNotices(true).build()));
        StepVerifier.withVirtualTime(() -> module.modem().initialise())
                .assertNext(found -> {
                    assertThat(found.imsi().digits()).isEqualTo("460046616008063");
                    assertThat(found.apn()).isEqualTo(Apn.of("cmnet"));
                    assertThat(found).hasToString("Initialisation[imsi=46004**********, apn=cmnet (IP)]");
                })
                .verifyComplete();
        assertThat(l610.modem.sentLines())
                .containsExactly(
                        "AT+MSTART=1,1",
                        "AT+GTRAT=6,3,2",
                        "AT+CFUN=1",
                        "AT+CPIN?",
                        "AT+CIMI?",
                        "AT+CGDCONT=1,\"IP\",\"cmnet\"");
    }

    /** The echo is on again then, and only the caller can start with that. */
    @Test
    void aRestartMeanwhileIsTheCallersMatter() {
        l610.when("AT+CIMI?").answersAfter(ofMillis(600), "AT command ready");
        l610.attaches();
        StepVerifier.withVirtualTime(() -> l610.module().modem().initialise())
                .thenAwait(ofSeconds(10))
                .expectErrorMatches(AtTimeoutException::isRestart)
                .verify(ofSeconds(10));
        assertThat(l610.modem.countOf("AT+CFUN=1")).isEqualTo(1);
    }

    @Test
    void theRadioGoesOffAndOn() {
        l610.when("AT+CFUN=4").answers("OK");
        l610.when("AT+CFUN?").answers("+CFUN: 4", "OK");
        l610.when("AT+CFUN=1").answers("OK");
        L610 module = l610.module();
        StepVerifier.withVirtualTime(() -> module.modem()
                        .radioOff()
                        .then(module.modem().functionality())
                        .delayUntil(off -> module.modem().radioOn()))
                .assertNext(off -> assertThat(off.isRadioOff()).isTrue())
                .verifyComplete();
        assertThat(l610.modem.sentLines()).containsExactly("AT+CFUN=4", "AT+CFUN?", "AT+CFUN=1");
    }

    /** The end of connections over the radio is reported meanwhile, and is no answer to it. */
    @Test
    void theBearerThatEndsWithTheRadioDoesNotDisturb() {
        l610.when("AT+CFUN=4").answers("+MIPCALL: 0", "+MQTTBREAK: 1,2", "OK");
        StepVerifier.withVirtualTime(() -> l610.module().modem().radioOff()).verifyComplete();
    }

    @Test
    void functionalityIsReadWithWhateverStandsBehindIt() {
        l610.when("AT+CFUN?").answers("+CFUN: 1,0", "OK");
        StepVerifier.withVirtualTime(() -> l610.module().modem().functionality())
                .expectNext(Functionality.of(1))
                .verifyComplete();
    }

    @Test
    void theAccessPointIsThatOfTheFirstContext() {
        l610.when("AT+CGDCONT?")
                .answers(
                        "+CGDCONT: 0,\"IP\",\"ims\",\"\",0,0,0,0",
                        "+CGDCONT: 1,\"IPV4V6\",\"UNINET\",\"10.1.2.3\",0,0,0,0",
                        "+CGDCONT: 11,\"IP\",\"sos\",\"\",0,0,0,0",
                        "OK");
        StepVerifier.withVirtualTime(() -> l610.module().modem().apn())
                .expectNext(Apn.builder("UNINET").type(PdpType.IPV4V6).build())
                .verifyComplete();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+CGDCONT: 2,\"IP\",\"ims\",\"\",0,0,0,0",
                "+CGDCONT: 1,\"IP\",\"\",\"\",0,0,0,0",
                "+CGDCONT: 1,\"PPP\",\"cmnet\",\"\",0,0",
                "+CGDCONT: 1"
            })
    void aContextThatIsNoAccessPointIsNone(String line) {
        l610.when("AT+CGDCONT?").answers(line, "OK");
        StepVerifier.withVirtualTime(() -> l610.module().modem().apn()).verifyComplete();
    }

    @Test
    void noContextAtAllIsNone() {
        l610.when("AT+CGDCONT?").answers("OK");
        StepVerifier.withVirtualTime(() -> l610.module().modem().apn()).verifyComplete();
    }

    @Test
    void theCardIsKnownByItsNumberAndStepsDoNotShowIt() {
        l610.when("AT+CCID?").answers("+CCID: 89860446161990000010", "OK");
        StepVerifier.withVirtualTime(() -> l610.module().modem().iccid())
                .expectNext(new Iccid("89860446161990000010"))
                .verifyComplete();
        assertThat(l610.steps).last().satisfies(step -> assertThat(step.result())
                .isEqualTo("898604**************"));
    }

    @Test
    void theCardIsAskedForInTheFormOfTheProfile() {
        l610.when("AT+CCID").answers("89860446161990000010", "OK");
        L610 module = l610.module(
                it -> it.profile(L610Profile.builder().questionForms(false).build()));
        StepVerifier.withVirtualTime(() -> module.modem().iccid())
                .expectNext(new Iccid("89860446161990000010"))
                .verifyComplete();
    }

    @Test
    void aMissingCardEndsTheQuestionAboutItAfterTwentySeconds() {
        l610.when("AT+CCID?").answers("+CME ERROR: SIM not inserted");
        StepVerifier.withVirtualTime(() -> l610.module().modem().iccid())
                .thenAwait(ofSeconds(25))
                .expectError(AtRejectedException.class)
                .verify(ofSeconds(10));
    }
}
