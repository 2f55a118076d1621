package io.atflux.internal.engine;

import static io.atflux.test.ScriptedModem.PROOF;
import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.SessionState;
import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.command.CommandText;
import io.atflux.command.Payload;
import io.atflux.command.Settlement;
import io.atflux.command.Settlement.Verdict;
import io.atflux.error.AtConnectionException;
import io.atflux.error.AtRejectedException;
import io.atflux.error.Outcome;
import io.atflux.profile.AtProfile;
import io.atflux.profile.StringRule;
import io.atflux.test.Script;
import io.atflux.test.ScriptedModem;
import io.atflux.transport.Backoff;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The line is lost, the modem continues, and the next session must know the commands that the former one wrote. */
class InheritanceTest {

    private static final AtCommand<AtReply> PUBLISH = AtCommand.of("AT+MQTTPUB=1")
            .timeout(Duration.ofSeconds(60))
            .settledBy(Settlement.by(
                    "+MQTTPUB", "1", line -> line.isNamed("+MQTTPUB") ? Verdict.SUCCESS : Verdict.NOT_MINE));

    private static final AtCommand<AtReply> LOAD =
            AtCommand.of("AT+PUT=5").timeout(Duration.ofSeconds(60)).payload(Payload.counted("12345".getBytes()));

    private final ScriptedModem modem = new ScriptedModem();
    private final List<AtSession> sessions = new ArrayList<>();

    @Test
    void anOldOkIsNotTheNextSessionsFirstReply() {
        modem.when("AT+SLOW").answersAfter(Duration.ofSeconds(4), "OK");
        modem.whenProof().answersProof();
        modem.when("AT+SET").answersAfter(Duration.ofSeconds(1), "ERROR");
        AtSession session = lostBehind("AT+SLOW");
        Got<AtReply> next = new Got<>(session.send("AT+SET"));
        assertThat(session.state()).isEqualTo(SessionState.DRAINING);
        assertThat(modem.sentLines()).containsExactly("AT+SLOW");
        advance(3);
        assertThat(modem.sentLines()).containsExactly("AT+SLOW", PROOF, "AT+SET");
        assertThat(next.isEmpty()).isTrue();
        advance(1);
        assertThat(next.error(AtRejectedException.class)).hasMessageContaining("ERROR");
        assertThat(session.stats().lateReplies()).isEqualTo(1);
    }

    @Test
    void oldInformationLinesAreNoPartOfTheNextReply() {
        modem.whenProof().answersProof();
        modem.when("AT+CSQ")
                .answersAfter(Duration.ofSeconds(4), "+CSQ: 1,99", "OK")
                .answers("+CSQ: 2,99", "OK");
        AtSession session = lostBehind("AT+CSQ");
        Got<AtReply> next = new Got<>(session.send("AT+CSQ"));
        advance(3);
        assertThat(next.values.get(0).texts()).containsExactly("+CSQ: 2,99");
    }

    @Test
    void aReplyThatWasLostWithTheLineIsProbedFor() {
        modem.when("AT+LOST").staysSilent();
        modem.whenProof().answersProof();
        modem.when("AT+CSQ").answers("+CSQ: 1,99", "OK");
        AtSession session = lostBehind("AT+LOST");
        advance(10);
        assertThat(modem.sentLines()).containsExactly("AT+LOST");
        Got<AtReply> next = new Got<>(session.send("AT+CSQ"));
        assertThat(next.values).hasSize(1);
        assertThat(modem.sentLines()).containsExactly("AT+LOST", PROOF, "AT+CSQ");
    }

    /** OK seemed to be its final result, but was another party's, and the line was lost before a proof. */
    @Test
    void anAnswerAfterItsSeemingFinalResultIsNoResultCodeInTheNextSessionEither() {
        modem.when("AT+CUSD?").staysSilent();
        modem.whenProof().staysSilent();
        AtSession first = session();
        new Got<>(first.send("AT+CUSD?"));
        new Got<>(first.send("AT"));
        modem.advance(Duration.ofMillis(13_500));
        modem.prints("OK");
        assertThat(first.stats().lateReplies()).isEqualTo(1);
        AtSession second = lose();
        List<String> urcs = new ArrayList<>();
        second.urcs().subscribe(line -> urcs.add(line.text()));
        modem.prints("+CUSD: 1", "OK");
        assertThat(urcs).isEmpty();
    }

    /** Noise refuses any word: the former session's refusals are no reason to ask nothing. */
    @Test
    void aSessionThatInheritsNothingButRefusalsAsksAnew() {
        Script words = modem.whenProof().answers("ERROR");
        for (int i = 0; i < 3; i++) {
            words.answers("ERROR");
        }
        words.answersProof();
        new Got<>(session().resynchronise());
        modem.advance(Duration.ofSeconds(20));
        assertThat(modem.sentLines())
                .containsExactly(PROOF, PROOF, PROOF, PROOF, "AT+CMEE?", "AT+CFUN?", "AT+CGSN?", "AT+IPR?");
        Got<Void> proof = new Got<>(lose().resynchronise());
        modem.advance(Duration.ofSeconds(4));
        assertThat(modem.sentLines()).hasSize(9).endsWith(PROOF);
        assertThat(proof.completed).isTrue();
    }

    @Test
    void anOldResultCodeConfirmsNothingOfTheNextSession() {
        modem.when("AT+MQTTPUB=1").answers("OK");
        AtSession first = session();
        Got<AtReply> former = new Got<>(first.send(PUBLISH));
        AtSession second = lose();
        assertThat(former.error(AtConnectionException.class).outcome()).isEqualTo(Outcome.UNKNOWN);
        Got<AtReply> next = new Got<>(second.send(PUBLISH));
        assertThat(modem.countOf("AT+MQTTPUB")).isEqualTo(1);
        modem.prints("+MQTTPUB: 1,1");
        assertThat(second.stats().lateUrcs()).isEqualTo(1);
        assertThat(modem.countOf("AT+MQTTPUB")).isEqualTo(2);
        assertThat(next.isEmpty()).isTrue();
        modem.prints("+MQTTPUB: 1,1");
        assertThat(next.values).hasSize(1);
    }

    @Test
    void theResultCodeOfAPublishWithoutItsOkIsOwedToo() {
        modem.whenProof().answersProof();
        modem.when("AT+MQTTPUB=1").staysSilent().answers("OK");
        AtSession first = session();
        new Got<>(first.send(PUBLISH));
        AtSession second = lose();
        Got<AtReply> next = new Got<>(second.send(PUBLISH));
        modem.prints("OK");
        assertThat(modem.countOf("AT+MQTTPUB")).isEqualTo(1);
        modem.prints("+MQTTPUB: 1,1");
        assertThat(modem.countOf("AT+MQTTPUB")).isEqualTo(2);
        assertThat(next.isEmpty()).isTrue();
    }

    @Test
    void theOutageCountsIntoTheQuarantine() {
        modem.when("AT+MQTTPUB=1").answers("OK");
        new Got<>(session().send(PUBLISH));
        AtSession second = lose();
        Got<AtReply> next = new Got<>(second.send(PUBLISH));
        modem.advance(Duration.ofSeconds(119).minusMillis(1));
        assertThat(modem.countOf("AT+MQTTPUB")).isEqualTo(1);
        modem.advance(Duration.ofMillis(1));
        assertThat(modem.countOf("AT+MQTTPUB")).isEqualTo(2);
        assertThat(next.isEmpty()).isTrue();
    }

    @Test
    void aDataEntryWhosePayloadMayNotHaveArrivedIsWaitedOutInSilence() {
        modem.when("AT+PUT=5").prompts("\r\n> ", 9);
        List<String> written = new ArrayList<>();
        new Got<>(session(client -> client.recordTo(event -> written.add(event.toString())))
                .send(LOAD));
        AtSession second = lose();
        new Got<>(second.send("AT"));
        int before = written.size();
        modem.advance(Duration.ofMillis(28_999));
        assertThat(written).hasSize(before).noneMatch(event -> event.contains("\u001b"));
        modem.prints("ERROR");
        assertThat(written).hasSizeGreaterThan(before + 1);
        assertThat(second.stats().lateReplies()).isEqualTo(1);
    }

    @Test
    void anAnswerToThePayloadEndsTheWait() {
        modem.when("AT+PUT=5").prompts("\r\n> ", 5).then(Duration.ofSeconds(2), "OK");
        modem.whenProof().answersProof();
        modem.when("AT+SET").answers("+SET: 1", "OK");
        new Got<>(session().send(LOAD));
        AtSession second = lose();
        Got<AtReply> next = new Got<>(second.send("AT+SET"));
        assertThat(next.isEmpty()).isTrue();
        advance(1);
        assertThat(next.values.get(0).texts()).containsExactly("+SET: 1");
        assertThat(modem.payloads()).containsExactly("12345");
    }

    @Test
    void aLatePromptIsEscapedAndNeverGetsTheFormerPayload() {
        modem.when("AT+PUT=5").staysSilent();
        modem.whenProof().answersProof();
        modem.when("AT").answers("OK");
        new Got<>(session().send(LOAD));
        AtSession second = lose();
        modem.printsRaw("\r\n> ");
        assertThat(modem.escapes()).isEqualTo(1);
        Got<AtReply> next = new Got<>(second.send("AT"));
        modem.advance(Duration.ofMillis(30_999));
        assertThat(modem.sentLines()).containsExactly("AT+PUT=5");
        modem.advance(Duration.ofMillis(1));
        assertThat(next.values).hasSize(1);
        assertThat(modem.sentLines()).containsExactly("AT+PUT=5", PROOF, "AT");
    }

    @Test
    void aProbeOfTheFormerSessionProvesNothingToTheNextOne() {
        modem.when("AT+LOST").staysSilent();
        modem.whenProof().staysSilent().answersProofAfter(Duration.ofMillis(300));
        modem.when("AT+CSQ").answers("+CSQ: 1,99", "OK");
        AtSession first = session();
        new Got<>(first.send("AT+LOST"));
        new Got<>(first.send("AT+CSQ"));
        modem.advance(Duration.ofMillis(13_500));
        assertThat(modem.sentLines()).containsExactly("AT+LOST", PROOF);
        AtSession second = lose();
        Got<AtReply> next = new Got<>(second.send("AT+CSQ"));
        advance(3);
        modem.prints("+CMEE: 2", "OK");
        assertThat(next.isEmpty()).isTrue();
        modem.advance(Duration.ofMillis(300));
        assertThat(next.values).hasSize(1);
        assertThat(modem.sentLines()).containsExactly("AT+LOST", PROOF, PROOF, "AT+CSQ");
    }

    @Test
    void aModemThatComesBackAfterManySessionsIsFoundInStep() {
        modem.when("AT").answers("OK");
        modem.whenProof()
                .staysSilent()
                .staysSilent()
                .staysSilent()
                .staysSilent()
                .answersProof();
        modem.whenPrefix("AT+").staysSilent();
        new Got<>(session().send("AT"));
        new Got<>(sessions.get(0).send("AT+LOST"));
        new Got<>(sessions.get(0).send("AT"));
        advance(17);
        Got<AtReply> next = new Got<>(sessions.get(1).send("AT"));
        advance(60);
        assertThat(next.values).hasSize(1);
        // Three words of the first session; then one after 10 s, and one 20 s later.
        assertThat(modem.sent().stream()
                        .filter(sent -> sent.line().equals(PROOF))
                        .map(sent -> sent.at().toSeconds()))
                .containsExactly(13L, 14L, 15L, 25L, 45L);
    }

    @Test
    void aModemThatTakesNothingThatProvesGetsAFreshStartAfterItWasPresumedToBeInStep() {
        modem.when("AT+LOST").staysSilent();
        modem.when("AT").answers("OK");
        Got<AtReply> first = new Got<>(lostBehind("AT+LOST").send("AT"));
        modem.advance(Duration.ofMinutes(4));
        assertThat(first.values).hasSize(1);
        Got<AtReply> next = new Got<>(lose().send("AT"));
        assertThat(next.values).hasSize(1);
    }

    @Test
    void theLateEchoOfAFormerSessionsSecretIsMasked() {
        modem.whenPrefix("AT+CPIN").staysSilent();
        StringBuilder recorded = new StringBuilder();
        AtSession session = session(client -> client.recordTo(event -> recorded.append(event.bytes())));
        new Got<>(session.send(AtCommand.of(
                CommandText.set("AT+CPIN", StringRule.REFUSE).secret("hunter2").build())));
        lose();
        modem.printsRaw("AT+CPIN=\"hunter2\"\r\r\nOK\r\n");
        assertThat(recorded).contains("*******").doesNotContain("hunter2");
        assertThat(recorded.indexOf("*******")).isNotEqualTo(recorded.lastIndexOf("*******"));
    }

    @Test
    void aFormerSessionsCommandMayTakeAllItsTimeToAskForData() {
        modem.when("AT+PUT=5").staysSilent();
        new Got<>(session().send(LOAD.promptTimeout(Duration.ofSeconds(50))));
        advance(10);
        AtSession next = lose();
        // Requested at 49 s, with the prompt lost on the former line: open until 79 s.
        advance(61);
        new Got<>(next.send("AT"));
        assertThat(modem.escapes()).isEqualTo(1);
        advance(29);
        assertThat(next.stats().sent()).isZero();
    }

    @Test
    void aSessionBehindOneThatWasInStepWritesNothingOfItsOwn() {
        modem.when("AT").answers("OK");
        new Got<>(session().send("AT"));
        Got<AtReply> next = new Got<>(lose().send("AT"));
        assertThat(next.values).hasSize(1);
        assertThat(modem.sentLines()).containsExactly("AT", "AT");
    }

    private AtSession lostBehind(String command) {
        new Got<>(session().send(command));
        return lose();
    }

    private AtSession session() {
        return session(client -> client);
    }

    private AtSession session(UnaryOperator<AtClient> change) {
        change.apply(AtClient.over(modem))
                .sessions(Backoff.builder()
                        .waits(Duration.ofSeconds(1), 1, Duration.ofSeconds(1))
                        .jitter(0)
                        .build())
                .subscribe(sessions::add);
        return sessions.get(0);
    }

    /** The next session, one second after the loss of the line. */
    private AtSession lose() {
        modem.drops();
        advance(1);
        return sessions.get(sessions.size() - 1);
    }

    private void advance(int seconds) {
        modem.advance(Duration.ofSeconds(seconds));
    }

    /** Otherwise the next command is appended to a line that the loss has cut, and takes the answer to both. */
    @Test
    void whereNothingIsAskedAnAtEndsWhatALostLineHasCut() {
        modem.whenPrefix("AT+").staysSilent();
        modem.when("AT").staysSilent().answers("OK");
        session(client -> client.profile(AtProfile.builder("plain").build()))
                .send("AT+LOST")
                .subscribe(none -> {}, e -> {});
        AtSession next = lose();
        next.send("AT+CSQ").subscribe(none -> {}, e -> {});
        modem.advance(Duration.ofMinutes(1));
        assertThat(modem.sentLines()).containsExactly("AT+LOST", "AT");
        modem.advance(Duration.ofMinutes(4));
        assertThat(modem.sentLines()).startsWith("AT+LOST", "AT", "AT", "AT+CSQ");
    }

    /** A former session's reply was taken for the command's, so that no reply seemed owed. */
    @Test
    void theNextSessionKnowsSecretsThatSeemedToBeOver() {
        modem.whenPrefix("AT+K").answers("OK");
        AtSession first = session();
        new Got<>(first.send(AtCommand.of(
                CommandText.set("AT+K", StringRule.REFUSE).secret("ghjmnpqs").build())));
        List<Object> late = new ArrayList<>();
        lose().unclassified().subscribe(late::add);
        modem.printsRaw("\r\nAT+K=\"ghjmnpqs\"\r\r\nAT+K=\"ghj?npqs\"\r\n");
        assertThat(late).map(String::valueOf).noneMatch(line -> line.contains("ghj") || line.contains("npqs"));
        assertThat(late).isNotEmpty();
    }
}
