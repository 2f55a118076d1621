package io.atflux.internal.engine;

import static io.atflux.test.ScriptedModem.PROOF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.error.AtConnectionException;
import io.atflux.error.Outcome;
import io.atflux.test.ScriptedModem;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import reactor.core.scheduler.Schedulers;

class LivenessTest {

    private final ScriptedModem modem = new ScriptedModem();
    private final AtClient client = AtClient.over(modem).liveness(Duration.ofSeconds(30));

    @Test
    void aSilentModemIsAskedAndItsAnswerBeginsTheSilenceAnew() {
        modem.when("AT").answers("OK");
        AtSession session = modem.session(client);
        advance(29_999);
        assertThat(modem.sentLines()).isEmpty();
        advance(1);
        assertThat(modem.sentLines()).containsExactly("AT");
        advance(29_999);
        assertThat(modem.sentLines()).hasSize(1);
        advance(1);
        assertThat(modem.sentLines()).containsExactly("AT", "AT");
        assertThat(session.stats().resyncs()).isZero();
    }

    /** If signals are delivered on another thread, a busy one must not prevent the next check. */
    @Test
    void itAsksOnThoughNobodyDeliversSignals() {
        Queue<Runnable> never = new ArrayDeque<>();
        modem.when("AT").answers("OK");
        AtSession session = modem.session(client.deliverOn(Schedulers.fromExecutor(never::add)));
        advance(30_000);
        advance(30_000);
        assertThat(modem.sentLines()).containsExactly("AT", "AT");
        assertThat(session.stats().resyncs()).isZero();
    }

    @Test
    void whateverComesIsASignOfLife() {
        modem.when("AT").answers("OK");
        modem.session(client);
        advance(20_000);
        modem.printsRaw("\r");
        advance(29_999);
        assertThat(modem.sentLines()).isEmpty();
        advance(1);
        assertThat(modem.sentLines()).containsExactly("AT");
    }

    @Test
    void aModemThatIsGoneIsFoundOutSevenSecondsAfterItWasAsked() {
        modem.when("AT").answers("OK").staysSilent();
        modem.whenPrefix("AT+").staysSilent();
        AtSession session = modem.session(client);
        new Got<>(session.send("AT"));
        Got<Void> end = new Got<>(session.onClose());
        advance(36_999);
        assertThat(end.isEmpty()).isTrue();
        assertThat(modem.sentLines()).containsExactly("AT", "AT", PROOF, PROOF, PROOF);
        advance(1);
        assertThat(end.error(AtConnectionException.class)).hasMessageContaining("no answer to 3 probes");
        assertThat(modem.isOpen()).isFalse();
        advance(3_600_000);
        assertThat(modem.sentLines()).hasSize(5);
    }

    @Test
    void aModemThatAnswersLateIsKept() {
        modem.when("AT").answersAfter(Duration.ofSeconds(2), "OK").answers("OK");
        AtSession session = modem.session(client);
        advance(32_000);
        assertThat(modem.sentLines()).containsExactly("AT", "AT");
        assertThat(session.stats().lateReplies()).isEqualTo(1);
        advance(30_000);
        assertThat(modem.isOpen()).isTrue();
        assertThat(modem.sentLines()).hasSize(3);
    }

    @Test
    void aCommandUnderWayIsLeftToItsOwnLimit() {
        modem.when("AT+COPS=?").answersAfter(Duration.ofSeconds(100), "OK");
        modem.when("AT").answers("OK");
        AtSession session = modem.session(client.rawTimeout(Duration.ofSeconds(180)));
        Got<AtReply> search = new Got<>(session.send("AT+COPS=?"));
        advance(100_000);
        assertThat(search.values).hasSize(1);
        assertThat(modem.sentLines()).containsExactly("AT+COPS=?");
        advance(30_000);
        assertThat(modem.sentLines()).containsExactly("AT+COPS=?", "AT");
    }

    @Test
    void aCommandThatMeetsADeadLineEndsWithItsOutcome() {
        modem.whenPrefix("AT").staysSilent();
        AtSession session = modem.session(client);
        Got<AtReply> inFlight = new Got<>(session.send("AT+CSQ"));
        Got<AtReply> waiting = new Got<>(session.send("AT+CREG?"));
        // The last two seconds are for settings that may hide the answers of a modem that has not answered yet.
        advance(10_000 + 3_000 + 3_000 + 2_000);
        assertThat(inFlight.errors).hasSize(1);
        assertThat(waiting.error(AtConnectionException.class).outcome()).isEqualTo(Outcome.NOT_SENT);
        assertThat(modem.isOpen()).isFalse();
    }

    @Test
    void anOwedReplyThatNobodyAsksForIsNoReasonToKeepADeadLine() {
        modem.whenPrefix("AT").staysSilent();
        AtSession session = modem.session(client);
        Got<AtReply> only = new Got<>(session.send("AT+CSQ"));
        advance(10_000);
        assertThat(only.errors).hasSize(1);
        advance(60_000);
        assertThat(modem.isOpen()).isFalse();
    }

    @Test
    void aSessionThatIsClosedAsksNothingMore() {
        AtSession session = modem.session(client);
        session.close().subscribe();
        advance(3_600_000);
        assertThat(modem.sentLines()).isEmpty();
    }

    @Test
    void withoutItASilentModemIsLeftAlone() {
        modem.session();
        advance(3_600_000);
        assertThat(modem.sentLines()).isEmpty();
    }

    @Test
    void aSilenceOutOfRangeIsRefused() {
        assertThatThrownBy(() -> client.liveness(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("liveness PT0S is not within 1 ms to 365 days");
        assertThatThrownBy(() -> client.liveness(Duration.ofDays(366))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aModemThatRefusesTheQuestionIsAskedAgainToo() {
        modem.when("AT").answers("ERROR");
        modem.session(client);
        advance(30_000);
        advance(30_000);
        advance(30_000);
        assertThat(modem.sentLines()).containsExactly("AT", "AT", "AT");
    }

    @Test
    void aCommandThatOutlivesTheSilenceAndEndsWithoutAByteIsNoReasonToKeepADeadLine() {
        modem.whenPrefix("AT").staysSilent();
        AtSession session = modem.session(client);
        Got<AtReply> slow = new Got<>(session.send(AtCommand.of("AT+SLOW").timeout(Duration.ofSeconds(50))));
        advance(50_000);
        assertThat(slow.errors).hasSize(1);
        assertThat(modem.sentLines()).containsExactly("AT+SLOW");
        advance(60_000);
        assertThat(modem.isOpen()).isFalse();
    }

    private void advance(long millis) {
        modem.advance(Duration.ofMillis(millis));
    }
}
