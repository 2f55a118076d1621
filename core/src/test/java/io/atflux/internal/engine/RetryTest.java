package io.atflux.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtClient;
import io.atflux.AtDeadline;
import io.atflux.AtSession;
import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.command.Payload;
import io.atflux.command.RetryRule;
import io.atflux.command.Settlement;
import io.atflux.error.AtProtocolException;
import io.atflux.error.AtRejectedException;
import io.atflux.error.AtTimeoutException;
import io.atflux.error.AtTimeoutException.Phase;
import io.atflux.error.Outcome;
import io.atflux.line.LineShape;
import io.atflux.profile.AtProfile;
import io.atflux.profile.Profiles;
import io.atflux.test.ScriptedModem;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class RetryTest {

    private final ScriptedModem modem = new ScriptedModem();

    private void verify(Supplier<Mono<?>> mono, Duration wait, Consumer<Throwable> error) {
        StepVerifier.withVirtualTime(mono)
                .thenAwait(wait)
                .expectErrorSatisfies(error)
                .verify(Duration.ofSeconds(5));
    }

    @Test
    void timeOutsRunFromTheWriteNotFromTheSubscription() {
        modem.when("AT+A").answersAfter(Duration.ofSeconds(8), "OK");
        modem.when("AT+B").answersAfter(Duration.ofSeconds(8), "OK");
        modem.when("AT+C").answersAfter(Duration.ofSeconds(8), "OK");
        AtSession session = modem.session();
        StepVerifier.withVirtualTime(() -> Mono.when(session.send("AT+A"), session.send("AT+B"), session.send("AT+C")))
                .thenAwait(Duration.ofSeconds(24))
                .expectComplete()
                .verify(Duration.ofSeconds(5));
    }

    @Test
    void theRetryTableHoldsToTheSecond() {
        record Row(Duration timeout, RetryRule rule, boolean silent, int sends, long endsAt) {}
        for (Row row : List.of(
                new Row(Duration.ofSeconds(1), RetryRule.within(Duration.ofSeconds(90)), true, 45, 89),
                new Row(Duration.ofSeconds(1), RetryRule.within(Duration.ofSeconds(90)), false, 90, 89),
                new Row(Duration.ofSeconds(60), RetryRule.within(Duration.ofSeconds(90)), true, 2, 121),
                new Row(Duration.ofSeconds(60), RetryRule.within(Duration.ofSeconds(90)), false, 90, 89),
                new Row(
                        Duration.ofSeconds(1),
                        RetryRule.within(Duration.ofSeconds(90)).atMost(2),
                        true,
                        3,
                        5),
                new Row(
                        Duration.ofSeconds(1),
                        RetryRule.within(Duration.ofSeconds(2)).atMost(2),
                        false,
                        2,
                        1),
                new Row(Duration.ofSeconds(60), RetryRule.times(2), true, 3, 182),
                new Row(Duration.ofSeconds(60), RetryRule.times(2), false, 3, 2))) {
            ScriptedModem scripted = new ScriptedModem();
            if (row.silent()) {
                scripted.when("AT+X").staysSilent();
            } else {
                scripted.when("AT+X").answers("ERROR");
            }
            AtSession session = scripted.session();
            Duration end = Duration.ofSeconds(row.endsAt());
            StepVerifier.withVirtualTime(() -> session.send(
                            AtCommand.of("AT+X").timeout(row.timeout()).retry(row.rule())))
                    .expectSubscription()
                    .expectNoEvent(end.minusMillis(1))
                    .thenAwait(Duration.ofMillis(1))
                    .expectError()
                    .verify(Duration.ofSeconds(5));
            assertThat(scripted.countOf("AT+X")).as(row.toString()).isEqualTo(row.sends());
        }
    }

    @Test
    void aLateReplyWithinThePauseSettlesTheRule() {
        modem.when("AT+X").answersAfter(Duration.ofMillis(1500), "+X: 1", "OK");
        Got<AtReply> got = new Got<>(modem.session()
                .send(AtCommand.of("AT+X")
                        .answeredBy(LineShape.named("+X"))
                        .retry(RetryRule.within(Duration.ofSeconds(90)))));
        modem.advance(Duration.ofMillis(1500));
        assertThat(got.values).hasSize(1);
        assertThat(got.values.get(0).attempts()).isEqualTo(1);
        assertThat(modem.sentLines()).containsExactly("AT+X");
    }

    private Got<AtReply> within90Seconds(AtCommand<AtReply> command) {
        AtProfile profile = Profiles.generic()
                .mutate()
                .neverRetryOn(703)
                .neverRetryOnRepeated(4, 58)
                .build();
        return new Got<>(modem.session(AtClient.over(modem).profile(profile))
                .send(command.retry(RetryRule.within(Duration.ofSeconds(90)))));
    }

    @Test
    void errorsThatAreNeverRetriedEndARuleAtOnce() {
        modem.when("AT+X").answers("+CME ERROR: 703");
        Got<AtReply> got = within90Seconds(AtCommand.of("AT+X"));
        assertThat(got.error(AtRejectedException.class).code()).hasValue(703);
        assertThat(modem.sentLines()).hasSize(1);
    }

    @Test
    void oneErrorThatADamagedByteCanCauseEndsNoRule() {
        modem.when("AT+X").answers("+CME ERROR: 58").answers("OK");
        Got<AtReply> got = within90Seconds(AtCommand.of("AT+X"));
        modem.advance(Duration.ofSeconds(1));
        assertThat(got.values).hasSize(1);
    }

    @Test
    void theSameErrorToTwoAttemptsInARowEndsARule() {
        modem.when("AT+X").answers("+CME ERROR: 58");
        Got<AtReply> got = within90Seconds(AtCommand.of("AT+X"));
        modem.advance(Duration.ofSeconds(1));
        assertThat(got.error(AtRejectedException.class).code()).hasValue(58);
        assertThat(modem.sentLines()).hasSize(2);
    }

    @Test
    void anErrorCountsAsTheSameByNumberAndByText() {
        modem.when("AT+X").answers("+CME ERROR: 4").answers("+CME ERROR: operation not supported");
        Got<AtReply> got = within90Seconds(AtCommand.of("AT+X"));
        modem.advance(Duration.ofSeconds(1));
        assertThat(got.error(AtRejectedException.class).code()).hasValue(4);
    }

    @Test
    void twoErrorsThatDifferOrAreNotInARowEndNoRule() {
        modem.when("AT+X")
                .answers("+CME ERROR: 58")
                .answers("+CME ERROR: 4")
                .answers("ERROR")
                .answers("+CME ERROR: 4")
                .staysSilent()
                .answers("+CME ERROR: 4")
                .answers("OK");
        Got<AtReply> got = within90Seconds(AtCommand.of("AT+X"));
        modem.advance(Duration.ofSeconds(7));
        assertThat(got.values).hasSize(1);
        assertThat(modem.sentLines()).hasSize(7);
    }

    @Test
    void anErrorThatIsNeverRetriedEndsTheRuleAlsoIfItComesInThePause() {
        modem.when("AT+X").answersAfter(Duration.ofMillis(1500), "+CME ERROR: 703");
        Got<AtReply> got = within90Seconds(AtCommand.of("AT+X"));
        modem.advance(Duration.ofSeconds(2));
        assertThat(got.error(AtRejectedException.class).code()).hasValue(703);
        assertThat(modem.sentLines()).hasSize(1);
    }

    @Test
    void errorsThatAModuleGetsOverAfterItsStartEndNoRuleBeforeItHasBeenUpForSoLong() {
        modem.when("AT+X").answers("+CME ERROR: 10");
        Got<AtReply> got = within90Seconds(AtCommand.of("AT+X").neverRetryOnRepeated(Duration.ofSeconds(20), 10, 13));
        modem.advance(Duration.ofMillis(19_999));
        assertThat(got.errors).isEmpty();
        modem.advance(Duration.ofMillis(1));
        assertThat(got.error(AtRejectedException.class).code()).hasValue(10);
        assertThat(modem.sentLines()).hasSize(21);
    }

    @Test
    void aRefusedReSendLeavesItUnknownWhatBecameOfAnAttemptThatGotNoAnswer() {
        modem.when("AT+X").staysSilent().answers("+CME ERROR: 703");
        Got<AtReply> got = within90Seconds(AtCommand.of("AT+X"));
        modem.advance(Duration.ofSeconds(2));
        AtRejectedException error = got.error(AtRejectedException.class);
        assertThat(error.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(error.code()).hasValue(703);
        assertThat(error.attempts()).isEqualTo(2);
        assertThat(error.getSuppressed()).singleElement().isInstanceOf(AtTimeoutException.class);
    }

    private static AtCommand<String> query() {
        return AtCommand.of("AT+CSQ?")
                .answeredBy(LineShape.named("+CSQ"))
                .retry(RetryRule.within(Duration.ofSeconds(90)))
                .as(reply -> reply.parameters("+CSQ").text(0));
    }

    @Test
    void aQuestionThatAStrayOkEndsIsAskedAgain() {
        modem.when("AT+A").answers("OK").then(Duration.ofMillis(10), "OK");
        modem.when("AT+CSQ?").answersAfter(Duration.ofMillis(50), "+CSQ: 21,99", "OK");
        AtSession session = modem.session();
        new Got<>(session.send(AtCommand.of("AT+A")));
        Got<String> got = new Got<>(session.send(query()));
        modem.advance(Duration.ofMillis(1060));
        assertThat(got.values).containsExactly("21");
        assertThat(modem.sentLines()).containsExactly("AT+A", "AT+CSQ?", "AT+CSQ?");
    }

    @Test
    void aQuestionThatNeverGetsItsLineEndsByItsRule() {
        modem.when("AT+CSQ?").answers("OK");
        Got<String> got = new Got<>(modem.session().send(query()));
        modem.advance(Duration.ofSeconds(89));
        assertThat(got.error(AtProtocolException.class)).hasMessageContaining("the reply makes no sense");
        assertThat(modem.sentLines()).hasSize(90);
    }

    @Test
    void anAnswerThatIsThereAndMakesNoSenseIsNotAskedForAgain() {
        modem.when("AT+CSQ?").answers("+CSQ: x", "OK");
        Got<Integer> got = new Got<>(modem.session().send(query().as(Integer::valueOf)));
        got.error(AtProtocolException.class);
        assertThat(modem.sentLines()).hasSize(1);
    }

    @Test
    void aLateRefusalSaysWhatBecameOfTheAttemptThatItBelongsTo() {
        modem.when("AT+X").answersAfter(Duration.ofMillis(1500), "ERROR").answers("+CME ERROR: 703");
        Got<AtReply> got = within90Seconds(AtCommand.of("AT+X"));
        modem.advance(Duration.ofSeconds(2));
        assertThat(got.error(AtRejectedException.class).outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(modem.sentLines()).hasSize(2);
    }

    @Test
    void anErrorSaysHowOftenItsCommandWasWritten() {
        modem.when("AT+X").answers("ERROR");
        AtSession session = modem.session();
        Got<AtReply> got = new Got<>(session.send(AtCommand.of("AT+X").retry(RetryRule.times(2))));
        Got<AtReply> waits =
                new Got<>(session.send(AtCommand.of("AT+X")).contextWrite(AtDeadline.within(Duration.ZERO)));
        modem.advance(Duration.ofSeconds(10));
        assertThat(got.error(AtRejectedException.class).attempts()).isEqualTo(3);
        assertThat(waits.error(AtTimeoutException.class).attempts()).isZero();
    }

    @Test
    void aDeadlineCoversTheWaitForTheLineForThePromptAndForTheResultCode() {
        AtCommand<AtReply> first = AtCommand.of("AT+A").timeout(Duration.ofSeconds(10));
        for (AtCommand<AtReply> command : List.of(
                AtCommand.of("AT+X"),
                AtCommand.of("AT+PUT=1").payload(Payload.counted(new byte[1])),
                AtCommand.of("AT+PUB").settledBy(Settlement.by("+PUB", "1", line -> Settlement.Verdict.NOT_MINE)))) {
            ScriptedModem scripted = new ScriptedModem();
            scripted.when("AT+A").staysSilent();
            scripted.when("AT+PUT=1").staysSilent();
            scripted.when("AT+PUB").answers("OK");
            AtSession session = scripted.session();
            boolean waits = command.toString().equals("AT+X");
            if (waits) {
                session.send(first).subscribe(reply -> {}, late -> {});
            }
            Got<AtReply> got = new Got<>(session.send(command.timeout(Duration.ofSeconds(10)))
                    .contextWrite(AtDeadline.within(Duration.ofSeconds(2))));
            scripted.advance(Duration.ofMillis(1_999));
            assertThat(got.errors).isEmpty();
            scripted.advance(Duration.ofMillis(1));
            AtTimeoutException error = got.error(AtTimeoutException.class);
            assertThat(error.phase()).isEqualTo(Phase.DEADLINE);
            assertThat(error.outcome()).isEqualTo(waits ? Outcome.NOT_SENT : Outcome.UNKNOWN);
        }
    }

    @Test
    void aDeadlineCoversPauseAndResend() {
        modem.when("AT+X").answers("ERROR");
        AtSession session = modem.session();
        Got<AtReply> got = new Got<>(session.send(AtCommand.of("AT+X").retry(RetryRule.within(Duration.ofSeconds(90))))
                .contextWrite(AtDeadline.within(Duration.ofMillis(4500))));
        modem.advance(Duration.ofMillis(4500));
        AtTimeoutException error = got.error(AtTimeoutException.class);
        assertThat(error.phase()).isEqualTo(Phase.DEADLINE);
        assertThat(error.outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(modem.sentLines()).hasSize(5);
    }

    @Test
    void oneSessionServesVirtualTimeFromBeforeWithinAndShared() {
        modem.when("AT").answers("OK");
        modem.when("AT+X").staysSilent();
        AtSession before = modem.session();
        before.send("AT").block();
        verify(() -> before.send("AT+X"), Duration.ofSeconds(10), e -> assertThat(e)
                .isInstanceOf(AtTimeoutException.class));
        ScriptedModem other = new ScriptedModem();
        other.when("AT+X").staysSilent();
        verify(() -> other.session().send("AT+X"), Duration.ofSeconds(10), e -> assertThat(e)
                .isInstanceOf(AtTimeoutException.class));
    }

    @Test
    @Tag("27.007:9.1")
    void aBareErrorIsFollowedByTheRequestForReasonsBeforeTheResend() {
        modem.when("AT+X").answers("ERROR").answers("+CME ERROR: SIM busy").answers("OK");
        modem.when("AT+CMEE=2").answers("OK");
        AtSession session = modem.session(AtClient.over(modem)
                .profile(Profiles.generic().mutate().verboseErrors("AT+CMEE=2").build()));
        Got<AtReply> got = new Got<>(session.send(AtCommand.of("AT+X").retry(RetryRule.times(2))));
        modem.advance(Duration.ofSeconds(2));
        assertThat(got.values).hasSize(1);
        assertThat(modem.sentLines()).containsExactly("AT+X", "AT+CMEE=2", "AT+X", "AT+X");
    }
}
