package io.atflux.fibocom;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtSession;
import io.atflux.command.AtReply;
import io.atflux.error.AtException;
import io.atflux.error.AtRejectedException;
import io.atflux.error.AtTimeoutException;
import io.atflux.error.AtTimeoutException.Phase;
import io.atflux.mqtt.MqttDialect;
import io.atflux.mqtt.MqttMessage;
import io.atflux.mqtt.OnUnknown;
import io.atflux.mqtt.Qos;
import io.atflux.mqtt.TlsFile;
import io.atflux.test.ScriptedModem;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/**
 * The rows whose command is answered by a prompt. A prompt that never came may still have opened a data entry. So the session is
 * silent for the module's idle time plus a reserve (31 s since the last byte written, ESC first) before it writes again. If a
 * row's time-out is shorter than that, fewer sends fit into its window than the table says for rows without a prompt.
 */
class PromptRowsTest {

    private static final MqttDialect MQTT =
            L610Commands.of(L610Profile.defaults()).mqtt();
    private static final String PUB = "AT+MQTTPUB=1,\"test1\",0,0,5";
    private static final String LOAD = "AT+GTSSLFILE=\"TRUSTFILE\"," + PemTest.CERTIFICATE.length;
    private static final String[] DONE = {"OK", "+MQTTPUB: 1,1"};

    private final ScriptedModem modem = new ScriptedModem();

    @BeforeEach
    void answerProbes() {
        modem.whenProof().answersProof();
    }

    private AtSession session() {
        return modem.session(L610.over(modem).client());
    }

    private Mono<AtReply> publish(OnUnknown onUnknown) {
        return session()
                .send(MQTT.publish(
                        1,
                        MqttMessage.builder("test1")
                                .text("\"123\"")
                                .qos(Qos.AT_MOST_ONCE)
                                .build(),
                        onUnknown));
    }

    private Mono<AtReply> load(int before) {
        return session().send(MQTT.loadTlsFile(TlsFile.TRUST, PemTest.CERTIFICATE, before));
    }

    private static void endsAt(Mono<AtReply> mono, long millis, Class<? extends AtException> type) {
        StepVerifier.withVirtualTime(() -> mono)
                .expectSubscription()
                .expectNoEvent(ofMillis(millis - 1))
                .thenAwait(ofMillis(1))
                .expectErrorSatisfies(e -> assertThat(e).isInstanceOf(type))
                .verify(ofSeconds(10));
    }

    private static void succeedsAt(Mono<AtReply> mono, long millis) {
        StepVerifier.withVirtualTime(() -> mono)
                .expectSubscription()
                .thenAwait(ofMillis(millis))
                .expectNextCount(1)
                .expectComplete()
                .verify(ofSeconds(10));
    }

    @Test
    void publishByLengthWritesItsBytesBehindThePrompt() {
        modem.when(PUB).prompts("\r\n> ", 5).then(java.time.Duration.ZERO, DONE);
        succeedsAt(publish(OnUnknown.SEND_AGAIN), 0);
        assertThat(modem.payloads()).containsExactly("\"123\"");
        assertThat(modem.sentLines()).containsExactly(PUB);
    }

    @Test
    void publishByLengthIsSentAgainAfterAnErrorInThePlaceOfThePrompt() {
        modem.when(PUB).answers("ERROR").prompts("\r\n>", 5).then(java.time.Duration.ZERO, DONE);
        succeedsAt(publish(OnUnknown.SEND_AGAIN), 1000);
        assertThat(modem.countOf(PUB)).isEqualTo(2);
        assertThat(modem.payloads()).containsExactly("\"123\"");
    }

    @Test
    void publishByLengthIsSentNinetyTimesWhileTheModuleSaysError() {
        modem.when(PUB).answers("ERROR");
        endsAt(publish(OnUnknown.SEND_AGAIN), 89_000, AtRejectedException.class);
        assertThat(modem.countOf(PUB)).isEqualTo(90);
    }

    @Test
    void publishByLengthIsSentTwiceWhileTheModuleIsSilent() {
        modem.when(PUB).staysSilent();
        endsAt(publish(OnUnknown.SEND_AGAIN), 121_000, AtTimeoutException.class);
        assertThat(modem.countOf(PUB)).isEqualTo(2);
        // 60 s of silence are longer than the module waits for data.
        assertThat(modem.escapes()).isZero();
        assertThat(modem.payloads()).isEmpty();
    }

    @Test
    void publishByLengthMayBeConfirmedInThePause() {
        modem.when(PUB).prompts("\r\n> ", 5).then(ofMillis(60_500), DONE);
        succeedsAt(publish(OnUnknown.SEND_AGAIN), 60_500);
        assertThat(modem.countOf(PUB)).isEqualTo(1);
    }

    @Test
    void unknownPublishIsFinalWhereItMayNotBeDuplicated() {
        modem.when(PUB).prompts("\r\n> ", 5).then(java.time.Duration.ZERO, "OK");
        endsAt(publish(OnUnknown.GIVE_UP), 60_000, AtTimeoutException.class);
        assertThat(modem.countOf(PUB)).isEqualTo(1);
    }

    @Test
    void uploadWritesTheFileBehindThePrompt() {
        modem.when(LOAD).prompts("\r\n> ", PemTest.CERTIFICATE.length).then(java.time.Duration.ZERO, "OK");
        succeedsAt(load(0), 0);
        assertThat(modem.payloads()).containsExactly(new String(PemTest.CERTIFICATE, StandardCharsets.US_ASCII));
    }

    @Test
    void promptThatComesWithinTenSecondsIsAnswered() {
        modem.when(LOAD)
                .promptsAfter(ofMillis(9_999), "\r\n> ", PemTest.CERTIFICATE.length)
                .then(java.time.Duration.ZERO, "OK");
        succeedsAt(load(0), 9_999);
        assertThat(modem.payloads()).hasSize(1);
        assertThat(modem.sentLines()).containsExactly(LOAD);
        assertThat(modem.escapes()).isZero();
    }

    @Test
    void uploadIsSentNinetyTimesWhileTheModuleSaysError() {
        modem.when(LOAD).answers("ERROR");
        modem.when("AT+GTSSLFILE?").answers("+GTSSLFILE: TRUSTFILE,0", "OK");
        endsAt(load(0), 89_000, AtRejectedException.class);
        assertThat(modem.countOf(LOAD)).isEqualTo(90);
        assertThat(modem.countOf("AT+GTSSLFILE?")).isEqualTo(89);
    }

    @Test
    void uploadThatIsNeverPromptedIsSentAgainAfterEachIdleTime() {
        modem.when(LOAD).staysSilent();
        // Sent at 0 s; ESC at 10 s, silence up to 41 s; sent at 41 s, and so on. At 82 s no further write fits the
        // window.
        StepVerifier.withVirtualTime(() -> load(0))
                .expectSubscription()
                .thenAwait(ofSeconds(200))
                .expectErrorSatisfies(e -> assertThat(e)
                        .isInstanceOfSatisfying(AtTimeoutException.class, late -> assertThat(late.phase())
                                .isEqualTo(Phase.PROMPT)))
                .verify(ofSeconds(10));
        assertThat(modem.sent().stream().map(s -> s.at().toSeconds())).containsExactly(0L, 41L, 82L);
        assertThat(modem.payloads()).isEmpty();
    }

    @Test
    void uploadThatArrivedThoughItsOkWasLostIsNotRepeated() {
        modem.when(LOAD).prompts("\r\n> ", PemTest.CERTIFICATE.length);
        modem.when("AT+GTSSLFILE?").answers("+GTSSLFILE: TRUSTFILE,1", "OK");
        // A byte may be missing: a command sent before the module gave up would be taken as its last one.
        succeedsAt(load(0), 31_000);
        assertThat(modem.sent().stream().map(s -> s.at().toSeconds())).containsExactly(0L, 31L, 31L);
        assertThat(modem.payloads()).hasSize(1);
    }

    @Test
    void uploadThatDidNotArriveIsRepeated() {
        modem.when(LOAD)
                .prompts("\r\n> ", PemTest.CERTIFICATE.length)
                .prompts("\r\n> ", PemTest.CERTIFICATE.length)
                .then(java.time.Duration.ZERO, "OK");
        modem.when("AT+GTSSLFILE?").answers("+GTSSLFILE: TRUSTFILE,2", "OK");
        succeedsAt(load(2), 31_000);
        assertThat(modem.countOf(LOAD)).isEqualTo(2);
    }
}
