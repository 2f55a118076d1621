package io.atflux.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.SessionState;
import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.command.FinalResult;
import io.atflux.command.Lane;
import io.atflux.command.RetryRule;
import io.atflux.error.AtConnectionException;
import io.atflux.error.AtOverflowException;
import io.atflux.error.AtRejectedException;
import io.atflux.error.AtTimeoutException;
import io.atflux.error.AtTimeoutException.Phase;
import io.atflux.error.Outcome;
import io.atflux.test.DroppedSignals;
import io.atflux.test.ScriptedModem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.publisher.TestPublisher;

class TurnsTest {

    private final ScriptedModem modem = new ScriptedModem();

    @Test
    void anExclusiveTurnLetsNothingInBetweenAndCannotDeadlockOnItsOwnSession() {
        modem.whenPrefix("AT+").answersAfter(Duration.ofSeconds(1), "OK");
        AtSession session = modem.session();
        Got<AtReply> turn = new Got<>(session.exclusive(
                s -> s.send("AT+A").then(Mono.defer(() -> session.exclusive(nested -> session.send("AT+B"))))));
        Got<AtReply> other = new Got<>(session.send("AT+C"));
        modem.advance(Duration.ofSeconds(3));
        assertThat(modem.sentLines()).containsExactly("AT+A", "AT+B", "AT+C");
        assertThat(turn.values).hasSize(1);
        assertThat(other.values).hasSize(1);
    }

    @Test
    void aCancelledTurnReleasesTheLine() {
        modem.whenPrefix("AT+").answersAfter(Duration.ofSeconds(1), "OK");
        AtSession session = modem.session();
        Got<Object> turn = new Got<>(session.exclusive(s -> s.send("AT+A").then(Mono.never())));
        Got<AtReply> other = new Got<>(session.send("AT+C"));
        modem.advance(Duration.ofSeconds(5));
        assertThat(other.isEmpty()).isTrue();
        turn.subscription.dispose();
        modem.advance(Duration.ofSeconds(1));
        assertThat(other.values).hasSize(1);
    }

    @Test
    void whatABodySaysAfterTheCancelIsNotDroppedThroughReactorsHooks() {
        modem.when("AT+A").answers("+A: 1", "OK");
        modem.when("AT+C").answers("OK");
        AtSession session = modem.session();
        TestPublisher<AtReply> late = TestPublisher.createNoncompliant(TestPublisher.Violation.CLEANUP_ON_TERMINATE);
        Got<AtReply> turn = new Got<>(session.exclusive(s -> s.send("AT+A").then(Mono.fromDirect(late))));
        Got<AtReply> other = new Got<>(session.send("AT+C"));
        assertThat(modem.sentLines()).containsExactly("AT+A");
        turn.subscription.dispose();
        late.next(AtReply.of(FinalResult.OK)).complete();
        assertThat(DroppedSignals.take()).isEmpty();
        assertThat(turn.isEmpty()).isTrue();
        assertThat(other.values).hasSize(1);
        assertThat(modem.sentLines()).containsExactly("AT+A", "AT+C");
    }

    @Test
    void aTurnThatHasNothingToSayCompletesAndGivesTheLineBack() {
        modem.when("AT+C").answers("OK");
        AtSession session = modem.session();
        Got<AtReply> turn = new Got<>(session.exclusive(s -> Mono.empty()));
        assertThat(turn.completed).isTrue();
        assertThat(turn.isEmpty()).isTrue();
        assertThat(new Got<>(session.send("AT+C")).values).hasSize(1);
    }

    @Test
    void onAClosedConnectionNoTurnBegins() {
        AtSession session = modem.session();
        modem.drops();
        Got<AtReply> turn = new Got<>(session.exclusive(s -> s.send("AT+A")));
        AtConnectionException refused = turn.error(AtConnectionException.class);
        assertThat(refused.outcome()).isEqualTo(Outcome.NOT_SENT);
        assertThat(modem.sentLines()).isEmpty();
    }

    @Test
    void turnsAndCommandsTakeTheLineInTheOrderInWhichTheyCame() {
        modem.whenPrefix("AT+").answersAfter(Duration.ofSeconds(1), "OK");
        AtSession session = modem.session();
        new Got<>(session.send("AT+A"));
        new Got<>(session.exclusive(s -> s.send("AT+B").then(s.send("AT+C"))));
        new Got<>(session.send("AT+D"));
        new Got<>(session.exclusive(s -> s.send("AT+E")));
        modem.advance(Duration.ofSeconds(5));
        assertThat(modem.sentLines()).containsExactly("AT+A", "AT+B", "AT+C", "AT+D", "AT+E");
    }

    @Test
    void aTurnThatIsCancelledWhileItWaitsNeverBegins() {
        modem.whenPrefix("AT+").answersAfter(Duration.ofSeconds(1), "OK");
        AtSession session = modem.session();
        new Got<>(session.send("AT+A"));
        new Got<>(session.exclusive(s -> s.send("AT+B"))).subscription.dispose();
        Got<AtReply> next = new Got<>(session.send("AT+C"));
        modem.advance(Duration.ofSeconds(2));
        assertThat(next.values).hasSize(1);
        assertThat(modem.sentLines()).containsExactly("AT+A", "AT+C");
    }

    @Test
    void aTurnThatIdlesForEverIsEndedAndItsLaterCommandsAreNotSent() {
        modem.whenPrefix("AT+").answersAfter(Duration.ofSeconds(1), "OK");
        AtSession session = modem.session(AtClient.over(modem).turnIdle(Duration.ofSeconds(30)));
        List<AtSession> kept = new ArrayList<>();
        Got<Object> turn = new Got<>(session.exclusive(s -> {
            kept.add(s);
            return s.send("AT+A").then(Mono.never());
        }));
        Got<AtReply> other = new Got<>(session.send("AT+C"));
        modem.advance(Duration.ofMillis(30_999));
        assertThat(turn.isEmpty()).isTrue();
        assertThat(modem.sentLines()).containsExactly("AT+A");
        modem.advance(Duration.ofMillis(1));
        AtTimeoutException error = turn.error(AtTimeoutException.class);
        assertThat(error.phase()).isEqualTo(Phase.TURN);
        assertThat(error.outcome()).isEqualTo(Outcome.UNKNOWN);
        modem.advance(Duration.ofSeconds(1));
        assertThat(other.values).hasSize(1);
        Got<AtReply> late = new Got<>(kept.get(0).send("AT+B"));
        assertThat(late.error(AtConnectionException.class).outcome()).isEqualTo(Outcome.NOT_SENT);
        assertThat(modem.sentLines()).containsExactly("AT+A", "AT+C");
    }

    @Test
    void aTurnThatAlwaysHasSomethingToSendIsNotIdle() {
        modem.when("AT+A").staysSilent();
        modem.when("AT+B").answers("OK");
        AtSession session = modem.session(AtClient.over(modem).turnIdle(Duration.ofSeconds(30)));
        Got<AtReply> turn =
                new Got<>(session.exclusive(s -> s.send(AtCommand.of("AT+A").timeout(Duration.ofMinutes(2)))
                        .onErrorResume(failed -> Mono.delay(Duration.ofSeconds(29), session.timer())
                                .then(s.send("AT+B")))));
        modem.whenProof().answersProof();
        modem.advance(Duration.ofSeconds(150));
        assertThat(turn.values).hasSize(1);
    }

    @Test
    void aTurnThatWaitsForACommandOutsideOfItselfDoesNotHang() {
        modem.whenPrefix("AT+").answers("OK");
        AtSession session = modem.session(AtClient.over(modem).turnIdle(Duration.ofSeconds(30)));
        List<Got<AtReply>> outside = new ArrayList<>();
        Got<AtReply> turn = new Got<>(session.exclusive(
                s -> Mono.fromFuture(session.send("AT+OUTSIDE").toFuture())));
        Got<Object> nested = new Got<>(session.exclusive(s -> {
            outside.add(new Got<>(session.exclusive(inner -> inner.send("AT+NESTED"))));
            return Mono.never();
        }));
        modem.advance(Duration.ofSeconds(60));
        AtTimeoutException error = turn.error(AtTimeoutException.class);
        assertThat(error.outcome()).isEqualTo(Outcome.NOT_SENT);
        assertThat(error).hasMessageContaining("something outside the turn");
        nested.error(AtTimeoutException.class);
        assertThat(outside.get(0).values).hasSize(1);
        assertThat(modem.sentLines()).containsExactly("AT+NESTED");
    }

    @Test
    void aRecheckThatNeverEndsIsEndedLikeATurnAndTheCommandIsWrittenAgain() {
        modem.when("AT+X").answers("ERROR").answers("OK");
        AtSession session = modem.session(AtClient.over(modem).turnIdle(Duration.ofSeconds(30)));
        AtCommand<AtReply> stuck =
                AtCommand.of("AT+X").retry(RetryRule.times(1)).recheckedBy((s, failure) -> Mono.never());
        Got<AtReply> alone = new Got<>(session.send(stuck));
        modem.advance(Duration.ofSeconds(31));
        assertThat(alone.values).hasSize(1);
        modem.when("AT+Y").answers("ERROR");
        Got<AtReply> within = new Got<>(session.exclusive(s -> s.send(
                AtCommand.of("AT+Y").retry(RetryRule.times(1)).recheckedBy((checking, failure) -> Mono.never()))));
        modem.advance(Duration.ofSeconds(31));
        assertThat(within.errors).hasSize(1);
        assertThat(session.state()).isEqualTo(SessionState.READY);
    }

    @Test
    void theControlLaneOvertakes() {
        modem.whenPrefix("AT+").answersAfter(Duration.ofSeconds(1), "OK");
        AtSession session = modem.session();
        new Got<>(session.send("AT+A"));
        new Got<>(session.send("AT+B"));
        new Got<>(session.send(AtCommand.raw("AT+C").in(Lane.CONTROL)));
        modem.advance(Duration.ofSeconds(3));
        assertThat(modem.sentLines()).containsExactly("AT+A", "AT+C", "AT+B");
    }

    @Test
    void aFullQueueRefusesAndAQueueLimitEndsTheWait() {
        modem.when("AT+A").staysSilent();
        AtSession session = modem.session(AtClient.over(modem).maxQueue(1).queueWait(Duration.ofSeconds(5)));
        new Got<>(session.send("AT+A"));
        Got<AtReply> waits = new Got<>(session.send("AT+B"));
        Got<AtReply> refused = new Got<>(session.send("AT+C"));
        assertThat(refused.error(AtOverflowException.class).outcome()).isEqualTo(Outcome.NOT_SENT);
        modem.advance(Duration.ofSeconds(5));
        assertThat(waits.error(AtTimeoutException.class).phase()).isEqualTo(Phase.QUEUE);
    }

    @Test
    void aCommandThatItsTurnLeavesBehindIsNotSentAndNotLeftWaiting() {
        modem.whenPrefix("AT+").answersAfter(Duration.ofSeconds(2), "OK");
        AtSession session = modem.session();
        List<Got<AtReply>> leftBehind = new ArrayList<>();
        new Got<>(session.exclusive(s -> {
            leftBehind.add(new Got<>(s.send("AT+A")));
            leftBehind.add(new Got<>(s.send("AT+B")));
            return Mono.delay(Duration.ofSeconds(1), session.timer());
        }));
        modem.advance(Duration.ofSeconds(1));
        assertThat(leftBehind.get(1).error(AtConnectionException.class).outcome())
                .isEqualTo(Outcome.NOT_SENT);
        modem.advance(Duration.ofSeconds(1));
        assertThat(leftBehind.get(0).values).hasSize(1);
        assertThat(modem.sentLines()).containsExactly("AT+A");
    }

    @Test
    void aReSendThatItsTurnLeavesBehindEndsWithTheLastAttemptsFailure() {
        modem.when("AT+A").answers("ERROR");
        AtSession session = modem.session();
        List<Got<AtReply>> leftBehind = new ArrayList<>();
        new Got<>(session.exclusive(s -> {
            leftBehind.add(new Got<>(s.send(AtCommand.of("AT+A").retry(RetryRule.times(2)))));
            return Mono.delay(Duration.ofMillis(500), session.timer());
        }));
        modem.advance(Duration.ofSeconds(10));
        assertThat(leftBehind.get(0).error(AtRejectedException.class).outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(modem.sentLines()).containsExactly("AT+A");
    }

    @Test
    void alsoTurnsCountAgainstTheQueuesBound() {
        modem.when("AT+A").staysSilent();
        AtSession session = modem.session(AtClient.over(modem).maxQueue(1));
        Got<AtReply> written = new Got<>(session.send("AT+A"));
        Got<AtReply> waiting = new Got<>(session.exclusive(turn -> turn.send("AT+B")));
        Got<AtReply> refused = new Got<>(session.exclusive(turn -> turn.send("AT+C")));
        assertThat(written.isEmpty()).isTrue();
        assertThat(waiting.isEmpty()).isTrue();
        assertThat(refused.errors).singleElement().isInstanceOf(AtOverflowException.class);
    }
}
