package io.atflux.internal.engine;

import static io.atflux.test.ScriptedModem.PROOF;
import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.SessionState;
import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.command.CountedAnswer;
import io.atflux.command.Payload;
import io.atflux.command.Recheck;
import io.atflux.command.RetryRule;
import io.atflux.command.Settlement;
import io.atflux.command.Settlement.Verdict;
import io.atflux.error.AtTimeoutException;
import io.atflux.line.AtLine;
import io.atflux.line.LineShape;
import io.atflux.line.TextShape;
import io.atflux.profile.Framing;
import io.atflux.profile.Profiles;
import io.atflux.test.ScriptedModem;
import io.atflux.urc.UrcType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Faults found by simulated runs: each case is the smallest that once failed. */
class LateRepliesTest {

    private final ScriptedModem modem = new ScriptedModem();
    private final List<Object> got = new ArrayList<>();

    private void send(Mono<AtReply> mono) {
        mono.subscribe(reply -> got.add(reply.texts()), got::add);
    }

    private static AtCommand<AtReply> put(String name, int timeout) {
        return AtCommand.of("AT+" + name + "=9")
                .payload(Payload.counted(new byte[9]))
                .timeout(Duration.ofSeconds(timeout))
                .promptTimeout(Duration.ofSeconds(1));
    }

    private static AtCommand<AtReply> asynchronous(AtCommand<AtReply> command) {
        return command.settledBy(
                        Settlement.by("+P", "", line -> line.isNamed("+P") ? Verdict.SUCCESS : Verdict.NOT_MINE))
                .occupying("client");
    }

    @Test
    void aPromptBehindEscBeginsTheSilenceAnew() {
        modem.when("AT+PUT=9").prompts("", 100);
        AtSession session = modem.session();
        send(session.send(put("PUT", 1)));
        send(session.send("AT"));
        modem.advance(Duration.ofSeconds(1));
        modem.advance(Duration.ofSeconds(10));
        modem.printsRaw("\r\n> ");
        modem.advance(Duration.ofMillis(30_999));
        assertThat(modem.sentLines()).containsExactly("AT+PUT=9");
        modem.advance(Duration.ofMillis(1));
        assertThat(session.stats().sent()).isEqualTo(2);
        assertThat(modem.payloads()).isEmpty();
    }

    @Test
    void aPromptAmongProbesLeavesTheirAnswersToNobody() {
        modem.when("AT+PUT=9").staysSilent();
        modem.whenPrefix("AT+C").staysSilent();
        modem.when("AT").staysSilent();
        AtSession session = modem.session();
        send(session.send(put("PUT", 1)));
        send(session.send("AT"));
        modem.advance(Duration.ofMillis(32_500));
        assertThat(modem.sentLines()).containsExactly("AT+PUT=9", PROOF);
        modem.printsRaw("\r\n> ");
        modem.prints("ERROR");
        modem.prints("+CMEE: 0", "OK");
        assertThat(modem.sentLines()).doesNotContain("AT");
    }

    @Test
    void aReplyThatLiesAcrossTheTimeOutOfAReSendHasAllOfItsLines() {
        modem.when("AT+CPBR=1,3").staysSilent();
        send(modem.session()
                .send(AtCommand.of("AT+CPBR=1,3")
                        .answeredBy(LineShape.named("+CPBR"))
                        .timeout(Duration.ofSeconds(1))
                        .retry(RetryRule.times(2))));
        modem.advance(Duration.ofSeconds(2));
        assertThat(modem.sentLines()).containsExactly("AT+CPBR=1,3", "AT+CPBR=1,3");
        modem.printsRaw("\r\n+CPBR: 1,\"5551\",129,\"a\"\r\n\r\n+CPBR: 2,\"5552\",129,\"b\"\r\n");
        modem.advance(Duration.ofSeconds(1));
        modem.printsRaw("\r\n+CPBR: 3,\"5553\",129,\"c\"\r\n\r\nOK\r\n");
        assertThat(got)
                .containsExactly(List.of(
                        "+CPBR: 1,\"5551\",129,\"a\"", "+CPBR: 2,\"5552\",129,\"b\"", "+CPBR: 3,\"5553\",129,\"c\""));
    }

    @Test
    void okToEscIsNoSuccess() {
        modem.when("AT+PUT=9").staysSilent();
        send(modem.session().send(put("PUT", 1).retry(RetryRule.times(1))));
        modem.advance(Duration.ofMillis(2_100));
        assertThat(modem.escapes()).isEqualTo(1);
        modem.prints("OK");
        assertThat(got).isEmpty();
    }

    @Test
    void okToEscIsNoSuccessOfAnEarlierAttemptEither() {
        modem.when("AT+PUT=9").prompts("\r\n> ", 9).staysSilent();
        send(modem.session().send(put("PUT", 2).retry(RetryRule.times(1))));
        modem.advance(Duration.ofMillis(32_500));
        assertThat(modem.escapes()).isEqualTo(1);
        modem.prints("OK");
        assertThat(got.stream().filter(List.class::isInstance)).isEmpty();
    }

    @Test
    void aLateErrorIsTheFormerAttemptsAndNotTheOneItLetsOut() {
        modem.when("AT+PUT=9").staysSilent().prompts("\r\n> ", 9).then(Duration.ZERO, "OK");
        send(modem.session().send(put("PUT", 1).retry(RetryRule.times(1))));
        modem.advance(Duration.ofMillis(2_100));
        modem.prints("ERROR");
        assertThat(modem.payloads()).hasSize(1);
        assertThat(got).containsExactly(List.of());
    }

    @Test
    void aReplyToOneAttemptLeavesTheNextOnesPromptOpen() {
        modem.when("AT+PUT=9").prompts("\r\n> ", 9).staysSilent();
        AtSession session = modem.session();
        send(session.send(put("PUT", 2).retry(RetryRule.times(2))));
        // The second attempt is given up before its prompt; then the first attempt's answer arrives.
        modem.advance(Duration.ofMillis(4_500));
        modem.prints("ERROR");
        modem.advance(Duration.ofSeconds(5));
        assertThat(modem.countOf("AT+PUT")).isEqualTo(2);
    }

    @Test
    void aFormerAttemptsAnswerDoesNotHideThatAPromptIsStillToCome() {
        modem.when("AT+PUT=9").prompts("\r\n> ", 9).staysSilent();
        AtSession session = modem.session();
        send(session.send(put("PUT", 2).retry(RetryRule.times(2))));
        modem.advance(Duration.ofMillis(3_500));
        modem.prints("ERROR");
        modem.advance(Duration.ofSeconds(5));
        assertThat(modem.countOf("AT+PUT")).isEqualTo(2);
        assertThat(modem.escapes()).isEqualTo(1);
    }

    /** One attempt that received its data and no final result, and another that has waited for its prompt since 46 s. */
    private AtSession withTwoAttempts() {
        modem.when("AT+PUT=9").prompts("\r\n> ", 9).staysSilent();
        modem.whenProof().staysSilent();
        AtSession session = modem.session();
        send(session.send(put("PUT", 45).promptTimeout(Duration.ofSeconds(40)).retry(RetryRule.times(1))));
        send(session.send("AT"));
        modem.advance(Duration.ofSeconds(46));
        return session;
    }

    private void nothingMoreIsWrittenFor(Duration silence, AtSession session) {
        modem.advance(silence.minusMillis(1));
        assertThat(session.stats().sent()).isEqualTo(2);
        modem.advance(Duration.ofMillis(1));
        assertThat(session.stats().sent()).isEqualTo(3);
    }

    @Test
    void aPromptThatIsStillOwedMayTakeAllOfItsOwnTime() {
        AtSession session = withTwoAttempts();
        modem.advance(Duration.ofSeconds(4));
        // The first attempt's result, which ends the rule: the modem only now begins with the second attempt.
        modem.prints("ERROR");
        assertThat(modem.escapes()).isEqualTo(1);
        nothingMoreIsWrittenFor(Duration.ofSeconds(71), session);
    }

    @Test
    void aPromptMayStillTakeItsTimeWhereTheModemBeginsWithItOnlyBehindEsc() {
        AtSession session = withTwoAttempts();
        modem.advance(Duration.ofSeconds(50));
        assertThat(modem.escapes()).isEqualTo(1);
        modem.prints("ERROR");
        nothingMoreIsWrittenFor(Duration.ofSeconds(71), session);
    }

    @Test
    void aPromptThatCameNeedsNoMoreTime() {
        AtSession session = withTwoAttempts();
        modem.prints("ERROR");
        modem.advance(Duration.ofSeconds(1));
        modem.printsRaw("\r\n> ");
        assertThat(modem.escapes()).isEqualTo(2);
        nothingMoreIsWrittenFor(Duration.ofSeconds(31), session);
    }

    /** Its line end was lost, and came only with a later line. */
    @Test
    void aFinalResultThatBeganBeforeTheCommandWasWrittenIsNotItsLateReply() {
        modem.when("AT+LOST").staysSilent();
        AtSession session = modem.session();
        List<String> strays = new ArrayList<>();
        session.unclassified().map(AtLine::text).subscribe(strays::add);
        modem.printsRaw("\r\nOK");
        send(session.send("AT+LOST"));
        modem.advance(Duration.ofSeconds(11));
        modem.printsRaw("\r\n");
        assertThat(session.stats().lateReplies()).isZero();
        assertThat(strays).containsExactly("OK");
        assertThat(session.state()).isEqualTo(SessionState.DRAINING);
    }

    /** Damage made a digit of a result code stand alone. */
    @Test
    void aDigitIsNoFinalResultOnceTheModemHasAnsweredInWords() {
        modem.when("AT").answers("OK");
        modem.when("AT+LOST").staysSilent();
        modem.whenProof().staysSilent();
        AtSession session = modem.session();
        send(session.send("AT"));
        send(session.send("AT+LOST"));
        Got<Void> proof = new Got<>(session.resynchronise());
        modem.advance(Duration.ofMillis(13_100));
        modem.printsRaw("\r\n+U: 1\n0\r\n");
        assertThat(session.stats().lateReplies()).isZero();
        assertThat(proof.completed).isFalse();
    }

    @Test
    void aLateAnswerDuringAProbeIsNoResultCode() {
        modem.when("AT+CUSD?").staysSilent();
        modem.whenProof().staysSilent();
        AtSession session = modem.session();
        List<AtLine> urcs = new ArrayList<>();
        session.urcs().subscribe(urcs::add);
        send(session.send("AT+CUSD?"));
        send(session.send("AT"));
        modem.advance(Duration.ofMillis(13_500));
        modem.prints("+CUSD: 1", "OK");
        assertThat(urcs).isEmpty();
    }

    @Test
    void eachAttemptsAnswerIsClaimedHoweverLateItComes() {
        modem.when("AT+CUSD?").staysSilent();
        AtSession session = modem.session();
        List<AtLine> urcs = new ArrayList<>();
        session.urcs().subscribe(urcs::add);
        send(session.send(AtCommand.of("AT+CUSD?")
                .answeredBy(LineShape.named("+CUSD"))
                .claimingAtMost(1)
                .retry(RetryRule.times(2))));
        modem.advance(Duration.ofMillis(4_500));
        modem.prints("+CUSD: 1", "OK", "+CUSD: 1", "OK", "+CUSD: 1", "OK");
        assertThat(got).containsExactly(List.of("+CUSD: 1"));
        assertThat(urcs).isEmpty();
    }

    @Test
    void anAnswerThatALaterAttemptClaimedLeavesThatOneItsOwn() {
        modem.when("AT+CUSD?").staysSilent();
        AtSession session = modem.session();
        List<AtLine> urcs = new ArrayList<>();
        session.urcs().subscribe(urcs::add);
        send(session.send(AtCommand.of("AT+CUSD?")
                .answeredBy(LineShape.named("+CUSD"))
                .claimingAtMost(1)
                .retry(RetryRule.times(1))));
        modem.advance(Duration.ofMillis(2_500));
        modem.prints("+CUSD: 1");
        modem.advance(Duration.ofSeconds(1));
        modem.prints("OK", "+CUSD: 1", "OK");
        assertThat(urcs).isEmpty();
    }

    @Test
    void aMessageThatHoldsAPromptDoesNotDisturbARawCommand() {
        UrcType<AtLine> message = UrcType.of(LineShape.named("+M"));
        Framing framing = Framing.NONE
                .mutate()
                .lineEnd("\r\n")
                .text(message.shape(), TextShape.rest())
                .build();
        modem.when("AT+X").staysSilent();
        AtSession session = modem.session(AtClient.over(modem)
                .profile(Profiles.generic()
                        .mutate()
                        .urc(message)
                        .framing(framing)
                        .build()));
        send(session.send("AT+X"));
        modem.printsRaw("\r\n+M: a\n> \r\n");
        modem.advance(Duration.ofSeconds(1));
        assertThat(modem.escapes()).isZero();
        modem.prints("OK");
        assertThat(got).hasSize(1);
    }

    @Test
    void aResultCodeBeforeOkNeverSettlesWhatAnotherOpenIsPausedFor() {
        modem.when("AT+O=1").staysSilent();
        modem.when("AT+O=2").answers("+P: 1", "OK");
        AtSession session = modem.session();
        AtCommand<AtReply> open = asynchronous(AtCommand.of("AT+O=1")).timeout(Duration.ofSeconds(4));
        Settlement clearing =
                java.util.Objects.requireNonNull(open.spec().settlement()).clearing();
        send(session.send(open.settledBy(clearing).retry(RetryRule.times(1))));
        modem.advance(Duration.ofMillis(4_500));
        send(session.send(asynchronous(AtCommand.of("AT+O=2")).settledBy(clearing)));
        modem.prints("OK");
        assertThat(modem.sentLines()).containsExactly("AT+O=1");
        assertThat(got).isEmpty();
    }

    @Test
    void alsoAPayloadThatWentOutLateOwesItsResultCode() {
        modem.when("AT+A=9").prompts("", 9).then(Duration.ofSeconds(1), "OK");
        modem.when("AT+B").answers("OK");
        AtSession session = modem.session();
        send(session.send(asynchronous(put("A", 90)).promptTimeout(Duration.ofSeconds(60))));
        // After a silence of that length no ESC is needed, so a prompt is still answered.
        modem.advance(Duration.ofSeconds(61));
        modem.printsRaw("\r\n> ");
        send(session.send(asynchronous(AtCommand.of("AT+B")).timeout(Duration.ofSeconds(4))));
        modem.advance(Duration.ofSeconds(1));
        assertThat(modem.payloads()).hasSize(1);
        assertThat(modem.sentLines()).containsExactly("AT+A=9");
        modem.prints("+P: 1");
        assertThat(got).hasSize(1).first().isInstanceOf(AtTimeoutException.class);
        assertThat(session.stats().lateUrcs()).isEqualTo(1);
    }

    @Test
    void aDataEntryMayBeOpenAsLongAsItsPromptMayHaveComeAndBeenLost() {
        modem.when("AT+A=9").staysSilent();
        modem.whenProof().staysSilent();
        AtSession session = modem.session();
        send(session.send(put("A", 60).promptTimeout(Duration.ofSeconds(40))));
        send(session.send("AT"));
        // An entry opened at 29 s would still be open at 58 s.
        modem.advance(Duration.ofSeconds(40));
        assertThat(modem.escapes()).isEqualTo(1);
        modem.advance(Duration.ofMillis(30_999));
        assertThat(session.stats().sent()).isEqualTo(1);
        modem.advance(Duration.ofMillis(1));
        assertThat(session.stats().sent()).isEqualTo(2);
    }

    @Test
    void theBytesOfALateCountedAnswerAreNoFinalResult() {
        modem.when("AT+READ").staysSilent();
        modem.when("AT+A").staysSilent();
        AtSession session = modem.session();
        send(session.send(AtCommand.of("AT+READ")
                .answeredBy(LineShape.named("+READ"))
                .answeredByCounted(
                        CountedAnswer.of("+READ", 1, header -> header.number(0).orElse(-1)))));
        send(session.send("AT+A"));
        modem.advance(Duration.ofSeconds(2));
        modem.prints("+READ: 8,\r\nERROR\r", "OK");
        assertThat(modem.sentLines()).containsExactly("AT+READ", "AT+A");
        modem.prints("OK");
        assertThat(got).hasSize(2).last().isEqualTo(List.of());
        assertThat(session.stats().lateReplies()).isEqualTo(1);
    }

    private AtCommand<AtReply> awaited() {
        Settlement judged = Settlement.by("+P", "", line -> switch (line.text()) {
            case "+P: 1" -> Verdict.SUCCESS;
            case "+P: 0" -> Verdict.FAILURE;
            default -> Verdict.NOT_MINE;
        });
        return AtCommand.of("AT+O=1")
                .settledBy(judged)
                .timeout(Duration.ofSeconds(4))
                .retry(RetryRule.times(1))
                .recheckedBy((within, why) -> Mono.just(Recheck.Decision.<AtReply>await())
                        .delayElement(Duration.ofSeconds(2), within.timer()));
    }

    @Test
    void nobodyWritesBetweenTheVerdictToWaitAndTheWait() {
        modem.when("AT+O=1").answers("OK");
        modem.when("AT").answers("OK");
        AtSession session = modem.session();
        send(session.send(awaited()));
        modem.advance(Duration.ofSeconds(5));
        send(session.send("AT"));
        modem.advance(Duration.ofSeconds(5));
        assertThat(modem.sentLines()).containsExactly("AT+O=1");
        modem.prints("+P: 1");
        assertThat(got).hasSize(2);
        assertThat(modem.sentLines()).containsExactly("AT+O=1", "AT");
    }

    @Test
    void aTimeThatRunsOutBeforeTheModemIsAskedDoesNotOutweighWhatItSays() {
        modem.when("AT+O=1").staysSilent();
        AtSession session = modem.session();
        List<Recheck.Decision<AtReply>> verdicts =
                new ArrayList<>(List.of(Recheck.Decision.resend(), Recheck.Decision.await()));
        send(session.send(awaited()
                .retry(RetryRule.times(2))
                .recheckedBy((within, why) -> Mono.fromSupplier(() -> verdicts.remove(0)))));
        modem.advance(Duration.ofSeconds(6));
        // The first attempt's OK, taken for the second attempt's, and the refusal of the second.
        modem.prints("OK", "ERROR");
        modem.advance(Duration.ofSeconds(5));
        assertThat(verdicts).isEmpty();
        assertThat(modem.countOf("AT+O=1")).isEqualTo(2);
        modem.prints("+P: 1");
        assertThat(got).containsExactly(List.of());
    }

    @Test
    void whatTheModemSaysWhileItIsAskedAboutIsNotWaitedForAgain() {
        modem.when("AT+O=1").answers("OK");
        AtSession session = modem.session();
        send(session.send(awaited()));
        modem.advance(Duration.ofSeconds(6));
        modem.prints("+P: 0");
        modem.advance(Duration.ofSeconds(1));
        assertThat(modem.countOf("AT+O=1")).isEqualTo(2);
    }

    @Test
    void aLateErrorOfOneAttemptLeavesWhatAnotherOwes() {
        modem.when("AT+A=9").prompts("\r\n> ", 9).staysSilent();
        modem.when("AT+B").answers("OK");
        AtSession session = modem.session();
        send(session.send(asynchronous(put("A", 4)).retry(RetryRule.times(1))));
        modem.advance(Duration.ofMillis(4_500));
        modem.prints("OK");
        // The second attempt is given up before its prompt, and then refused.
        modem.advance(Duration.ofMillis(1_600));
        modem.prints("ERROR");
        send(session.send(asynchronous(AtCommand.of("AT+B")).timeout(Duration.ofSeconds(4))));
        modem.advance(Duration.ofMillis(100));
        assertThat(modem.countOf("AT+B")).isZero();
        modem.prints("+P: 1");
        assertThat(modem.countOf("AT+B")).isEqualTo(1);
        assertThat(session.stats().lateUrcs()).isEqualTo(1);
    }

    @Test
    void anErrorToOneAttemptLeavesTheResultCodeThatAnotherMayOwe() {
        modem.when("AT+A").staysSilent();
        modem.whenProof().answersProof();
        modem.when("AT+B").answers("OK");
        AtSession session = modem.session();
        send(session.send(asynchronous(AtCommand.of("AT+A"))
                .timeout(Duration.ofSeconds(4))
                .retry(RetryRule.times(1))));
        modem.advance(Duration.ofSeconds(9).minusMillis(100));
        // The first attempt's error, taken for the second attempt's, whose OK is lost.
        modem.prints("ERROR");
        send(session.send(asynchronous(AtCommand.of("AT+B")).timeout(Duration.ofSeconds(4))));
        modem.advance(Duration.ofSeconds(4));
        assertThat(modem.countOf("AT+B")).isZero();
        modem.prints("+P: 1");
        assertThat(modem.countOf("AT+B")).isEqualTo(1);
        assertThat(session.stats().lateUrcs()).isEqualTo(1);
    }

    @Test
    void aLateOkSaysThatAResultCodeIsStillToCome() {
        modem.when("AT+A").staysSilent();
        modem.whenProof().answersProof();
        modem.when("AT+B").answers("OK");
        AtSession session = modem.session();
        send(session.send(asynchronous(AtCommand.of("AT+A")).timeout(Duration.ofSeconds(4))));
        // Its quarantine would end at 8 s; OK at 7 s shows that the modem executes it.
        modem.advance(Duration.ofSeconds(7));
        modem.prints("OK");
        send(session.send(asynchronous(AtCommand.of("AT+B")).timeout(Duration.ofSeconds(4))));
        modem.advance(Duration.ofMillis(3_999));
        assertThat(modem.sentLines()).containsExactly("AT+A");
        modem.prints("+P: 1");
        assertThat(modem.sentLines()).containsExactly("AT+A", "AT+B");
        assertThat(got).hasSize(1);
    }

    @Test
    void linesThatCameBeforeTheReSendWasWrittenArePartOfTheReplyThatEndsWithTheNextFinalResult() {
        modem.when("AT+X?").staysSilent();
        AtSession session = modem.session();
        Got<AtReply> got =
                new Got<>(session.send(AtCommand.of("AT+X?").retry(RetryRule.within(Duration.ofSeconds(90)))));
        modem.advance(Duration.ofMillis(1_500));
        modem.prints("+X: 1");
        modem.advance(Duration.ofMillis(500));
        assertThat(modem.sentLines()).containsExactly("AT+X?", "AT+X?");
        modem.prints("OK");
        assertThat(got.values.get(0).texts()).containsExactly("+X: 1");
    }

    @Test
    void linesOfARefusedAttemptAreNoPartOfTheNextOnesReply() {
        modem.when("AT+X?").staysSilent();
        AtSession session = modem.session();
        Got<AtReply> got =
                new Got<>(session.send(AtCommand.of("AT+X?").retry(RetryRule.within(Duration.ofSeconds(90)))));
        modem.advance(Duration.ofSeconds(2));
        modem.prints("+X: 1", "ERROR");
        modem.advance(Duration.ofMillis(100));
        modem.prints("+X: 2", "OK");
        assertThat(got.values.get(0).texts()).containsExactly("+X: 2");
    }

    @Test
    void aLateLineOfACommandThatDeclaresNoAnswerIsItsOwnAndNoResultCode() {
        modem.when("AT+X?").staysSilent();
        AtSession session = modem.session();
        List<String> urcs = new ArrayList<>();
        session.urcs().map(AtLine::text).subscribe(urcs::add);
        Got<AtReply> got =
                new Got<>(session.send(AtCommand.of("AT+X?").retry(RetryRule.within(Duration.ofSeconds(90)))));
        modem.advance(Duration.ofMillis(1_500));
        modem.prints("+X: 1", "OK");
        modem.advance(Duration.ofMillis(500));
        assertThat(got.values.get(0).texts()).containsExactly("+X: 1");
        assertThat(urcs).isEmpty();
    }
}
