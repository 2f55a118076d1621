package io.atflux.fibocom;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtSession;
import io.atflux.error.AtRejectedException;
import io.atflux.error.AtTimeoutException;
import io.atflux.modem.Apn;
import io.atflux.modem.Bearer;
import io.atflux.modem.ModemDialect;
import io.atflux.mqtt.Broker;
import io.atflux.mqtt.Broker.IfOpen;
import io.atflux.mqtt.MqttDialect;
import io.atflux.test.ScriptedModem;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** The checks before a dial, a release, an open or a close is written again, and the result of each answer. */
class RecheckTest {

    private static final ModemDialect MODEM =
            L610Commands.of(L610Profile.defaults()).modem();
    private static final MqttDialect MQTT =
            L610Commands.of(L610Profile.defaults()).mqtt();
    private static final String OPEN = "AT+MQTTOPEN=1,\"h\",1883,0,60";

    private final ScriptedModem modem = new ScriptedModem();

    @BeforeEach
    void answerProbes() {
        modem.whenProof().answersProof();
    }

    private AtSession session() {
        return modem.session(L610.over(modem).client());
    }

    /** Without the session's own request for the reason of a plain ERROR. */
    private List<String> sentLines() {
        return modem.sentLines().stream()
                .filter(line -> !line.equals("AT+CMEE=2"))
                .toList();
    }

    private Mono<Bearer> dial() {
        return session().send(MODEM.dial(Apn.of("cmnet")));
    }

    private Mono<?> open(IfOpen policy) {
        return session()
                .send(MQTT.open(1, Broker.builder("h", 1883).ifOpen(policy).build()));
    }

    private static <T> void succeedsAt(Supplier<Mono<T>> mono, long millis) {
        StepVerifier.withVirtualTime(mono)
                .expectSubscription()
                .expectNoEvent(ofMillis(millis - 1))
                .thenAwait(ofMillis(1))
                .expectNextCount(1)
                .expectComplete()
                .verify(ofSeconds(10));
    }

    @Test
    void refusedDialWithTheBearerUpIsDone() {
        modem.when("AT+MIPCALL=1").answers("ERROR");
        modem.when("AT+MIPCALL?").answers("+MIPCALL: 1,10.72.126.184", "OK");
        StepVerifier.withVirtualTime(this::dial)
                .thenAwait(ofSeconds(1))
                .expectNextMatches(bearer -> bearer.text().equals("10.72.126.184"))
                .verifyComplete();
        assertThat(sentLines()).containsExactly("AT+MIPCALL=1", "AT+MIPCALL?");
    }

    @Test
    void refusedDialWithTheModuleBusyWaitsForItsResultCode() {
        modem.when("AT+MIPCALL=1").answers("ERROR");
        modem.when("AT+MIPCALL?").answers("+MIPCALL: 2", "OK");
        AtSession session = session();
        StepVerifier.withVirtualTime(() -> session.send(MODEM.dial(Apn.of("cmnet"))))
                .thenAwait(ofSeconds(100))
                .then(() -> modem.prints("+MIPCALL: 10.1.2.3"))
                .expectNextMatches(bearer -> bearer.text().equals("10.1.2.3"))
                .verifyComplete();
        assertThat(sentLines()).containsExactly("AT+MIPCALL=1", "AT+MIPCALL?");
    }

    @Test
    void refusedDialWithAStaleBearerReleasesItFirst() {
        modem.when("AT+MIPCALL=1").answers("ERROR").answers("OK", "+MIPCALL: 10.1.2.3");
        modem.when("AT+MIPCALL?").answers("+MIPCALL: 1,0.0.0.0", "OK");
        modem.when("AT+MIPCALL=0").answers("OK", "+MIPCALL: 0");
        succeedsAt(this::dial, 1000);
        assertThat(sentLines()).containsExactly("AT+MIPCALL=1", "AT+MIPCALL?", "AT+MIPCALL=0", "AT+MIPCALL=1");
    }

    @Test
    void bearerWithoutAnAddressIsAskedOnForWhileADialOfOursMayRun() {
        modem.when("AT+MIPCALL=1").answers("OK");
        modem.when("AT+MIPCALL?")
                .answers("+MIPCALL: 1,0.0.0.0", "OK")
                .answers("+MIPCALL: 1,0.0.0.0", "OK")
                .answers("+MIPCALL: 1,10.1.2.3", "OK");
        succeedsAt(this::dial, 153_000);
        assertThat(sentLines()).containsExactly("AT+MIPCALL=1", "AT+MIPCALL?", "AT+MIPCALL?", "AT+MIPCALL?");
    }

    @Test
    void refusedSecondDialSaysNothingOfTheFirstThatMayRun() {
        modem.when("AT+MIPCALL=1").staysSilent().answers("ERROR");
        modem.when("AT+MIPCALL?").answers("+MIPCALL: 1,0.0.0.0", "OK").answers("+MIPCALL: 1,10.1.2.3", "OK");
        succeedsAt(this::dial, 153_000);
        assertThat(modem.countOf("AT+MIPCALL=0")).isZero();
    }

    @Test
    void bearerThatGetsNoAddressIsReleasedAfterFifteenSeconds() {
        modem.when("AT+MIPCALL=1").answers("OK").answers("OK", "+MIPCALL: 10.1.2.3");
        modem.when("AT+MIPCALL?").answers("+MIPCALL: 1,0.0.0.0", "OK");
        modem.when("AT+MIPCALL=0").answers("OK", "+MIPCALL: 0");
        succeedsAt(this::dial, 166_000);
        assertThat(modem.countOf("AT+MIPCALL?")).isEqualTo(16);
    }

    @Test
    void dialThatTheNetworkRefusesIsRepeatedTwiceAndAsksInBetween() {
        modem.when("AT+MIPCALL=1").answers("OK").then(ofSeconds(10), "+MIPCALL: 0");
        modem.when("AT+MIPCALL?").answers("+MIPCALL: 0", "OK");
        StepVerifier.withVirtualTime(this::dial)
                .expectSubscription()
                .expectNoEvent(ofMillis(31_999))
                .thenAwait(ofMillis(1))
                .expectErrorSatisfies(e -> assertThat(e)
                        .isInstanceOf(AtRejectedException.class)
                        .hasMessage("AT+MIPCALL=1: +MIPCALL: 0 [REJECTED]"))
                .verify(ofSeconds(10));
        assertThat(modem.countOf("AT+MIPCALL=1")).isEqualTo(3);
        assertThat(modem.countOf("AT+MIPCALL?")).isEqualTo(2);
    }

    @Test
    void dialThatIsAcceptedAndNeverEndsTakesThreeDialsAndTheQuestionsBetween() {
        modem.when("AT+MIPCALL=1").answers("OK");
        modem.when("AT+MIPCALL?").answers("+MIPCALL: 0", "OK");
        StepVerifier.withVirtualTime(this::dial)
                .expectSubscription()
                .expectNoEvent(ofSeconds(452).minusMillis(1))
                .thenAwait(ofMillis(1))
                .expectErrorSatisfies(e -> assertThat(e).isInstanceOf(AtTimeoutException.class))
                .verify(ofSeconds(10));
        assertThat(modem.countOf("AT+MIPCALL=1")).isEqualTo(3);
        assertThat(modem.countOf("AT+MIPCALL?")).isEqualTo(2);
    }

    @Test
    void unansweredOpenThatWorkedIsKept() {
        modem.when(OPEN).answers("OK");
        modem.when("AT+MQTTOPEN?").answers("+MQTTOPEN: 1", "OK");
        succeedsAt(() -> open(IfOpen.KEEP).cast(Object.class), 61_000);
        assertThat(sentLines()).containsExactly(OPEN, "AT+MQTTOPEN?");
    }

    @Test
    void strayOkIsNoListOfOpenClients() {
        modem.when(OPEN).answers("OK");
        modem.when("AT+MQTTOPEN?").answers("OK").answers("+MQTTOPEN: 1", "OK");
        succeedsAt(() -> open(IfOpen.KEEP).cast(Object.class), 62_000);
        assertThat(sentLines()).containsExactly(OPEN, "AT+MQTTOPEN?", "AT+MQTTOPEN?");
    }

    @Test
    void openConnectionIsClosedAndOpenedAnewByPolicy() {
        modem.when(OPEN).answers("+CME ERROR: 912").answers("OK", "+MQTTOPEN: 1,1");
        modem.when("AT+MQTTOPEN?").answers("+MQTTOPEN: 1", "OK");
        modem.when("AT+MQTTCLOSE=1").answers("OK", "+MQTTCLOSE: 1,1");
        succeedsAt(() -> open(IfOpen.REOPEN).cast(Object.class), 1000);
        assertThat(sentLines()).containsExactly(OPEN, "AT+MQTTOPEN?", "AT+MQTTCLOSE=1", OPEN);
    }

    @Test
    void unansweredOpenThatDidNotWorkIsRepeated() {
        modem.when(OPEN).answers("OK").answers("OK", "+MQTTOOPEN: 1,1");
        modem.when("AT+MQTTOPEN?").answers("+MQTTOPEN: 2", "OK");
        succeedsAt(() -> open(IfOpen.KEEP).cast(Object.class), 61_000);
        assertThat(sentLines()).containsExactly(OPEN, "AT+MQTTOPEN?", OPEN);
    }

    @Test
    void refusedReSendOfAnOpenThatIsUnderWayWaitsForItsResultCode() {
        modem.when(OPEN).answers("OK").answers("ERROR");
        modem.when("AT+MQTTOPEN?").answers("+MQTTOPEN: 0", "OK");
        AtSession session = session();
        StepVerifier.withVirtualTime(() -> session.send(MQTT.open(1, Broker.tcp("h", 1883))))
                .thenAwait(ofSeconds(90))
                .then(() -> modem.prints("+MQTTOPEN: 1,1"))
                .expectNextCount(1)
                .verifyComplete();
        assertThat(sentLines()).containsExactly(OPEN, "AT+MQTTOPEN?", OPEN, "AT+MQTTOPEN?");
    }

    @Test
    void refusedOpenWithNothingUnderWayIsRepeated() {
        modem.when(OPEN).answers("ERROR").answers("OK", "+MQTTOPEN: 1,1");
        modem.when("AT+MQTTOPEN?").answers("+MQTTOPEN: 0", "OK");
        succeedsAt(() -> open(IfOpen.KEEP).cast(Object.class), 1000);
        assertThat(sentLines()).containsExactly(OPEN, "AT+MQTTOPEN?", OPEN);
    }

    @Test
    void refusedReSendOfACloseThatIsUnderWayWaitsForItsResultCode() {
        modem.when("AT+MQTTCLOSE=1").answers("OK").answers("ERROR");
        modem.when("AT+MQTTOPEN?").answers("+MQTTOPEN: 1", "OK");
        AtSession session = session();
        StepVerifier.withVirtualTime(() -> session.send(MQTT.close(1)))
                .thenAwait(ofSeconds(90))
                .then(() -> modem.prints("+MQTTCLOSE: 1,1"))
                .expectNextCount(1)
                .verifyComplete();
        assertThat(modem.countOf("AT+MQTTCLOSE=1")).isEqualTo(2);
    }

    @Test
    void refusalByTheBrokerEndsAnAttemptAtOnceWithoutAQuestion() {
        modem.when(OPEN).answers("OK").then(ofSeconds(3), "+MQTTOPEN: 1,0");
        StepVerifier.withVirtualTime(() -> open(IfOpen.KEEP))
                .expectSubscription()
                .expectNoEvent(ofMillis(10_999))
                .thenAwait(ofMillis(1))
                .expectErrorSatisfies(e -> assertThat(e).hasMessage(OPEN + ": +MQTTOPEN: 1,0 [REJECTED]"))
                .verify(ofSeconds(10));
        assertThat(sentLines()).containsExactly(OPEN, OPEN, OPEN);
    }

    @Test
    void credentialsThatTheBrokerRefusesByNumberAreNotTriedAgain() {
        modem.when(OPEN).answers("+CME ERROR: 703");
        StepVerifier.withVirtualTime(() -> open(IfOpen.KEEP))
                .expectErrorSatisfies(e -> assertThat(e).hasMessageContaining("703 (MQTT bad user name or password)"))
                .verify(ofSeconds(10));
        assertThat(sentLines()).containsExactly(OPEN);
    }

    @Test
    void refusedCloseOfWhatIsClosedIsDone() {
        modem.when("AT+MQTTCLOSE=1").answers("ERROR");
        modem.when("AT+MQTTOPEN?").answers("+MQTTOPEN: 0", "OK");
        succeedsAt(() -> session().send(MQTT.close(1)), 1000);
        assertThat(sentLines()).containsExactly("AT+MQTTCLOSE=1", "AT+MQTTOPEN?");
    }

    @Test
    void refusedReleaseWithNoBearerIsDone() {
        modem.when("AT+MIPCALL=0").answers("ERROR");
        modem.when("AT+MIPCALL?").answers("+MIPCALL: 0", "OK");
        succeedsAt(() -> session().send(MODEM.release()), 1000);
        assertThat(sentLines()).containsExactly("AT+MIPCALL=0", "AT+MIPCALL?");
    }
}
