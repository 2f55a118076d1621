package io.atflux.failuremodes;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.SessionEvent;
import io.atflux.SessionState;
import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.command.Payload;
import io.atflux.command.Recheck;
import io.atflux.command.RetryRule;
import io.atflux.command.Settlement;
import io.atflux.command.Settlement.Verdict;
import io.atflux.error.AtTimeoutException;
import io.atflux.error.AtTimeoutException.Phase;
import io.atflux.error.Outcome;
import io.atflux.fibocom.L610;
import io.atflux.fibocom.L610Profile;
import io.atflux.test.ScriptedModem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** A module that restarts, and a data entry that may still be open. */
class RestartTest {

    private static final String BANNER = "AT command ready";

    private final ScriptedModem modem = new ScriptedModem();
    private final List<Object> got = new ArrayList<>();
    private final List<SessionEvent> events = new ArrayList<>();

    private AtSession session() {
        modem.whenProof().answersProof();
        modem.when("AT+CFUN?").answers("+CFUN: 1", "OK");
        modem.when("AT+B").answers("OK");
        AtSession session = modem.session(
                AtClient.over(modem).profile(L610Profile.defaults().atProfile()));
        session.events().subscribe(events::add);
        return session;
    }

    private void send(Mono<AtReply> mono) {
        mono.subscribe(got::add, got::add);
    }

    private static AtCommand<AtReply> patient(String line) {
        return AtCommand.of(line).timeout(ofSeconds(150)).retry(RetryRule.times(2));
    }

    private static AtCommand<AtReply> put(Duration timeout) {
        return AtCommand.of("AT+PUT=5")
                .payload(Payload.counted("12345".getBytes(StandardCharsets.US_ASCII)))
                .timeout(timeout);
    }

    private void restarts() {
        modem.advance(ofSeconds(2));
        modem.prints(BANNER);
    }

    private AtTimeoutException error() {
        assertThat(got).hasSize(1);
        return (AtTimeoutException) got.get(0);
    }

    @Test
    void whatIsInFlightEndsThreeSecondsAfterTheBannerAndIsNotWrittenAgain() {
        modem.when("AT+A").staysSilent();
        AtSession session = session();
        send(session.send(patient("AT+A")));
        restarts();
        modem.advance(ofMillis(2_999));
        assertThat(got).isEmpty();
        modem.advance(ofMillis(1));
        assertThat(error().phase()).isEqualTo(Phase.RESTART);
        assertThat(error().outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(error()).hasMessageContaining("the module was restarted");
        assertThat(events).anyMatch(SessionEvent.Restarted.class::isInstance);
        modem.advance(ofSeconds(300));
        assertThat(modem.countOf("AT+A")).isEqualTo(1);
    }

    @Test
    void anAnswerThatWasUnderWayStillCounts() {
        modem.when("AT+A").staysSilent();
        AtSession session = session();
        send(session.send(patient("AT+A")));
        restarts();
        modem.advance(ofMillis(2_900));
        modem.prints("OK");
        assertThat(got).singleElement().isInstanceOf(AtReply.class);
    }

    @Test
    void whatWaitsForItsResultCodeEndsAsWell() {
        modem.when("AT+P").answers("OK");
        AtSession session = session();
        send(session.send(asynchronous(ofSeconds(150)).retry(RetryRule.times(2))));
        restarts();
        modem.advance(ofSeconds(3));
        assertThat(error().phase()).isEqualTo(Phase.RESTART);
    }

    @Test
    void aTimeThatRunsOutWithinTheThreeSecondsIsNotTheCommandsEnd() {
        modem.when("AT+A").staysSilent();
        AtSession session = session();
        send(session.send(AtCommand.of("AT+A").timeout(ofSeconds(4))));
        restarts();
        modem.advance(ofMillis(2_999));
        assertThat(got).isEmpty();
        modem.advance(ofMillis(1));
        assertThat(error().phase()).isEqualTo(Phase.RESTART);
    }

    private static AtCommand<AtReply> asynchronous(Duration timeout) {
        return AtCommand.of("AT+P")
                .timeout(timeout)
                .settledBy(Settlement.by("+P", "", line -> line.isNamed("+P") ? Verdict.SUCCESS : Verdict.NOT_MINE));
    }

    @Test
    void theTimeOfAResultCodeThatRunsOutWithinTheThreeSecondsDoesNotEndIt() {
        modem.when("AT+P").answers("OK");
        AtSession session = session();
        send(session.send(asynchronous(ofSeconds(4))));
        restarts();
        modem.advance(ofMillis(2_999));
        assertThat(got).isEmpty();
        modem.advance(ofMillis(1));
        assertThat(error().phase()).isEqualTo(Phase.RESTART);
    }

    @Test
    void behindARestartAndAProofNoResultCodeIsOwedAnyMore() {
        modem.when("AT+P").answers("OK");
        AtSession session = session();
        send(session.send(asynchronous(ofSeconds(100))));
        modem.advance(ofSeconds(100));
        assertThat(error().phase()).isEqualTo(Phase.URC);
        restarts();
        send(session.send("AT+B"));
        send(session.send(asynchronous(ofSeconds(100))));
        modem.advance(ofSeconds(4));
        assertThat(modem.sentLines()).containsExactly("AT+P", ScriptedModem.PROOF, "AT+B", "AT+P");
    }

    @Test
    void aCommandThatOnlyWaitsForAnOwedResultCodeAsksForTheProof() {
        modem.when("AT+P").answers("OK");
        AtSession session = session();
        send(session.send(asynchronous(ofSeconds(100))));
        modem.advance(ofSeconds(100));
        assertThat(error().phase()).isEqualTo(Phase.URC);
        restarts();
        send(session.send(asynchronous(ofSeconds(100))));
        modem.advance(ofSeconds(4));
        assertThat(modem.sentLines()).containsExactly("AT+P", ScriptedModem.PROOF, "AT+P");
    }

    @Test
    void whatARestartEndedKeepsNobodyWaiting() {
        modem.when("AT+P").answers("OK");
        AtSession session = session();
        send(session.send(asynchronous(ofSeconds(100))));
        restarts();
        send(session.send(asynchronous(ofSeconds(100))));
        modem.advance(ofSeconds(4));
        assertThat(error().phase()).isEqualTo(Phase.RESTART);
        assertThat(modem.countOf("AT+P")).isEqualTo(2);
    }

    @Test
    void nothingIsWrittenBeforeTheModuleIsProvedToBeInStep() {
        AtSession session = session();
        modem.when("AT+A").answers("OK");
        send(session.send("AT+A"));
        restarts();
        send(session.send("AT+B"));
        modem.advance(ofSeconds(4));
        assertThat(modem.sentLines().get(0)).isEqualTo("AT+A");
        assertThat(modem.sentLines().get(1)).isEqualTo(ScriptedModem.PROOF);
        assertThat(modem.sentLines()).endsWith("AT+B");
        assertThat(got).hasSize(2).allMatch(AtReply.class::isInstance);
    }

    @Test
    void aCommandInThePauseOfItsRuleEndsAsWellAndIsNotWrittenAgain() {
        modem.when("AT+A").staysSilent();
        AtSession session = session();
        send(session.send(AtCommand.of("AT+A").timeout(ofSeconds(2)).retry(RetryRule.times(2))));
        modem.advance(ofMillis(2_500));
        modem.prints(BANNER);
        send(session.send("AT+B"));
        modem.advance(ofMillis(2_999));
        assertThat(got).isEmpty();
        modem.advance(ofMillis(1));
        assertThat(got).hasSize(2);
        assertThat(((AtTimeoutException) got.get(0)).phase()).isEqualTo(Phase.RESTART);
        assertThat(((AtTimeoutException) got.get(0)).outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(modem.sentLines()).containsExactly("AT+A", ScriptedModem.PROOF, "AT+B");
    }

    @Test
    void aCommandThatWasOnlyRefusedBeforeTheBannerEndsSaying() {
        modem.when("AT+A").answers("ERROR");
        AtSession session = session();
        send(session.send(AtCommand.of("AT+A").retry(RetryRule.times(2))));
        modem.advance(ofMillis(600));
        modem.prints(BANNER);
        modem.advance(ofSeconds(3));
        assertThat(error().phase()).isEqualTo(Phase.RESTART);
        assertThat(error().outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(modem.countOf("AT+A")).isEqualTo(1);
    }

    @Test
    void aFailureWithinTheThreeSecondsLetsNothingOut() {
        modem.when("AT+A").staysSilent();
        AtSession session = session();
        send(session.send(patient("AT+A")));
        restarts();
        modem.prints("ERROR");
        modem.advance(ofMillis(2_999));
        assertThat(got).isEmpty();
        modem.advance(ofMillis(1));
        assertThat(error().phase()).isEqualTo(Phase.RESTART);
        assertThat(modem.countOf("AT+A")).isEqualTo(1);
    }

    @Test
    void nobodyIsAskedAboutACommandOfBeforeTheRestart() {
        modem.when("AT+A").staysSilent();
        List<String> asked = new ArrayList<>();
        AtSession session = session();
        send(session.send(AtCommand.of("AT+A")
                .timeout(ofSeconds(1))
                .retry(RetryRule.times(2))
                .recheckedBy((within, why) -> {
                    asked.add(why.getMessage());
                    return within.send("AT+B").map(reply -> Recheck.Decision.resend());
                })));
        modem.advance(ofMillis(1_500));
        modem.prints(BANNER);
        modem.advance(ofSeconds(3));
        assertThat(error().phase()).isEqualTo(Phase.RESTART);
        assertThat(asked).isEmpty();
        assertThat(modem.sentLines()).containsExactly("AT+A");
    }

    @Test
    void anotherBannerWithinTheThreeSecondsDoesNotLengthenThem() {
        modem.when("AT+A").staysSilent();
        AtSession session = session();
        send(session.send(patient("AT+A")));
        restarts();
        restarts();
        modem.advance(ofMillis(999));
        assertThat(got).isEmpty();
        modem.advance(ofMillis(1));
        assertThat(error().phase()).isEqualTo(Phase.RESTART);
    }

    /** The word from before the restart is lost, the one after it is answered. */
    private AtSession sessionWhoseSecondWordIsAnswered() {
        modem.whenProof().staysSilent().answersProof();
        modem.when("AT+A").staysSilent();
        return modem.session(AtClient.over(modem).profile(L610Profile.defaults().atProfile()));
    }

    private void restartsBetweenTheTwoWords() {
        modem.advance(ofMillis(4_900));
        assertThat(modem.sentLines()).containsExactly("AT+A", ScriptedModem.PROOF);
        modem.prints(BANNER);
        modem.advance(ofMillis(2_999));
        assertThat(modem.sentLines()).containsExactly("AT+A", ScriptedModem.PROOF, ScriptedModem.PROOF);
        assertThat(got).isEmpty();
        modem.advance(ofMillis(1));
    }

    @Test
    void aTurnThatHasWrittenWritesNothingWithinTheThreeSecondsThoughAProofCame() {
        AtSession session = sessionWhoseSecondWordIsAnswered();
        send(session.exclusive(within ->
                within.send(AtCommand.of("AT+A").timeout(ofSeconds(1))).onErrorResume(late -> within.send("AT+C"))));
        restartsBetweenTheTwoWords();
        assertThat(error().phase()).isEqualTo(Phase.RESTART);
        // The turn's own end, or that of its command, whichever is delivered first.
        assertThat(error().outcome()).isIn(Outcome.NOT_SENT, Outcome.UNKNOWN);
        modem.advance(ofSeconds(30));
        assertThat(modem.countOf("AT+C")).isZero();
    }

    @Test
    void aCommandThatWaitsToBeWrittenAgainIsNotThoughAProofCame() {
        AtSession session = sessionWhoseSecondWordIsAnswered();
        send(session.send(AtCommand.of("AT+A")
                .timeout(ofSeconds(1))
                .retry(RetryRule.times(2))
                .abortedBy(' ')));
        restartsBetweenTheTwoWords();
        assertThat(error().phase()).isEqualTo(Phase.RESTART);
        assertThat(error().outcome()).isEqualTo(Outcome.UNKNOWN);
        modem.advance(ofSeconds(30));
        assertThat(modem.countOf("AT+A")).isEqualTo(1);
    }

    @Test
    void aTurnEndsToo() {
        modem.when("AT+A").answers("OK");
        modem.when("AT+C").staysSilent();
        AtSession session = session();
        send(session.exclusive(within -> within.send("AT+A").then(within.send(patient("AT+C")))));
        restarts();
        modem.advance(ofSeconds(3));
        assertThat(error().phase()).isEqualTo(Phase.RESTART);
        send(session.send("AT+B"));
        modem.advance(ofSeconds(4));
        assertThat(got).hasSize(2);
    }

    @Test
    void aTurnThatHasWrittenAndWaitsForSomethingElseEndsToo() {
        modem.when("AT+A").answers("OK");
        AtSession session = session();
        send(session.exclusive(within -> within.send("AT+A").then(Mono.never())));
        restarts();
        modem.advance(ofMillis(2_999));
        assertThat(got).isEmpty();
        modem.advance(ofMillis(1));
        assertThat(error().phase()).isEqualTo(Phase.RESTART);
        assertThat(error().outcome()).isEqualTo(Outcome.UNKNOWN);
        send(session.send("AT+B"));
        modem.advance(ofSeconds(1));
        assertThat(got).hasSize(2).last().isInstanceOf(AtReply.class);
    }

    @Test
    void aTurnThatHasWrittenNothingGoesOn() {
        AtSession session = session();
        send(session.exclusive(
                within -> Mono.delay(ofSeconds(20), within.timer()).then(within.send("AT+B"))));
        restarts();
        modem.advance(ofSeconds(17));
        assertThat(got).isEmpty();
        modem.advance(ofSeconds(1));
        assertThat(got).singleElement().isInstanceOf(AtReply.class);
    }

    @Test
    void aTurnThatBeganAfterTheRestartGoesOn() {
        modem.when("AT+C").staysSilent();
        AtSession session = session();
        restarts();
        modem.advance(ofSeconds(1));
        send(session.exclusive(within -> within.send(patient("AT+C"))));
        modem.advance(ofSeconds(30));
        assertThat(modem.countOf("AT+C")).isEqualTo(1);
        assertThat(got).isEmpty();
        modem.prints("OK");
        assertThat(got).singleElement().isInstanceOf(AtReply.class);
    }

    @Test
    void aBannerCountsOnlyWithALeadOutsideOfATextAndAfterASilence() {
        modem.when("AT+A").staysSilent();
        AtSession session = session();
        send(session.send(patient("AT+A")));
        modem.advance(ofMillis(499));
        modem.prints("RING");
        modem.advance(ofMillis(499));
        modem.prints(BANNER);
        modem.advance(ofSeconds(1));
        modem.prints("+SIM READY");
        modem.advance(ofSeconds(1));
        modem.printsRaw(BANNER + "\r\n");
        modem.advance(ofSeconds(1));
        modem.printsRaw("\r\n+MQTTMSG: 1, 0, t, a\r\n" + BANNER + "\r\n");
        modem.advance(ofSeconds(1));
        modem.printsRaw("\r\n+MQTTMSG: 1, 0, \"t\", \"a\r\n");
        modem.advance(ofMillis(600));
        modem.printsRaw("\r\n" + BANNER + "\r\n\"\r\n");
        modem.advance(ofSeconds(10));
        assertThat(events).noneMatch(SessionEvent.Restarted.class::isInstance);
        assertThat(got).isEmpty();
    }

    @Test
    void aBannerBehindTheEchoOfTheCommandInFlightCounts() {
        modem.echo(true).when("AT+A").staysSilent();
        AtSession session = session();
        send(session.send(patient("AT+A")));
        restarts();
        modem.advance(ofSeconds(3));
        assertThat(error().phase()).isEqualTo(Phase.RESTART);
    }

    @Test
    void aRestartClosesADataEntryAndEndsItsSilence() {
        modem.when("AT+PUT=5").prompts("\r\n> ", 6);
        AtSession session = session();
        send(session.send(put(ofSeconds(1))));
        send(session.send("AT+B"));
        modem.advance(ofSeconds(1));
        assertThat(modem.sentLines()).containsExactly("AT+PUT=5");
        restarts();
        modem.advance(ofSeconds(1));
        assertThat(modem.escapes()).isZero();
        assertThat(events).anyMatch(SessionEvent.DataEntryOpen.class::isInstance);
        modem.advance(ofSeconds(3));
        // The scripted modem still takes it for data; a real one has restarted.
        assertThat(session.stats().sent()).isGreaterThan(1);
    }

    @Test
    void aDataEntryWhosePayloadWasWrittenIsOpenUntilItsIdleTimeAfterTheLastByte() {
        modem.when("AT+PUT=5").prompts("\r\n> ", 6).then(Duration.ZERO, "OK");
        AtSession session = session();
        send(session.send(put(ofSeconds(1))));
        send(session.send("AT+B"));
        modem.advance(ofMillis(30_999));
        assertThat(session.stats().sent()).isEqualTo(1);
        assertThat(session.state()).isEqualTo(SessionState.DRAINING);
        assertThat(modem.escapes()).isZero();
        assertThat(modem.payloads()).isEmpty();
        assertThat(events).contains(new SessionEvent.DataEntryOpen(ofSeconds(30)));
        modem.advance(ofMillis(1));
        assertThat(session.stats().sent()).isEqualTo(2);
    }

    @Test
    void theModulesAnswerEndsTheWait() {
        modem.when("AT+PUT=5").prompts("\r\n> ", 5).then(ofSeconds(10), "OK");
        AtSession session = session();
        send(session.send(put(ofSeconds(1))));
        send(session.send("AT+B"));
        modem.advance(ofMillis(9_999));
        assertThat(modem.sentLines()).containsExactly("AT+PUT=5");
        modem.advance(ofSeconds(1));
        assertThat(modem.sentLines()).endsWith("AT+B");
    }

    @Test
    void aTextWithoutItsAnswerIsEscaped() {
        modem.when("AT+CMGS=1").prompts("\r\n> ", 0).staysSilent();
        AtSession session = session();
        send(session.send(AtCommand.of("AT+CMGS=1")
                .payload(Payload.text("hi".getBytes(StandardCharsets.US_ASCII)))
                .timeout(ofSeconds(1))));
        modem.advance(ofSeconds(1));
        assertThat(modem.escapes()).isEqualTo(1);
    }

    @Test
    void behindARestartTheModuleMayEchoAgain() {
        modem.when("ATE0").answers("OK");
        AtSession session = session();
        send(session.send("ATE0"));
        modem.echo(true);
        restarts();
        send(session.send("AT+B"));
        modem.advance(ofSeconds(4));
        assertThat(got).hasSize(2);
        assertThat(((AtReply) got.get(1)).lines()).isEmpty();
    }

    @Test
    void aModuleThatBeginsWhileItIsBeingSetUpIsSetUpFromTheFirstCommandOn() {
        modem.when("AT").staysSilent().answers("OK");
        modem.when("ATE0").answers("OK");
        modem.when("AT+CMEE=2").answers("OK");
        AtSession session = session();
        List<String> ends = new ArrayList<>();
        L610.over(modem)
                .on(session)
                .modem()
                .synchronise()
                .subscribe(nothing -> {}, failed -> ends.add(failed.toString()), () -> ends.add("done"));
        modem.advance(ofMillis(600));
        modem.prints("AT command ready");
        modem.advance(ofSeconds(10));
        assertThat(ends).containsExactly("done");
        assertThat(modem.sentLines().get(0)).isEqualTo("AT");
        assertThat(modem.sentLines()).endsWith("AT", "ATE0", "ATE0", "AT+CMEE=2");
    }
}
