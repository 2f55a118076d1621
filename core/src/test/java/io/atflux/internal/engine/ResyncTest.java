package io.atflux.internal.engine;

import static io.atflux.test.ScriptedModem.PROOF;
import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtClient;
import io.atflux.AtOptions;
import io.atflux.AtSession;
import io.atflux.SessionEvent;
import io.atflux.SessionState;
import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.command.Payload;
import io.atflux.command.RetryRule;
import io.atflux.error.AtConnectionException;
import io.atflux.error.AtTimeoutException;
import io.atflux.error.AtTimeoutException.Phase;
import io.atflux.error.Outcome;
import io.atflux.line.AtLine;
import io.atflux.test.ScriptedModem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResyncTest {

    private final ScriptedModem modem = new ScriptedModem();

    @Test
    void lateReplyNeverReachesTheNextCommand() {
        modem.when("AT+SLOW").answersAfter(Duration.ofSeconds(11), "+SLOW: 1", "OK");
        modem.when("AT+CSQ").answers("+CSQ: 1,99", "OK");
        AtSession session = modem.session();
        List<SessionEvent> events = new ArrayList<>();
        session.events().subscribe(events::add);
        Got<AtReply> slow = new Got<>(session.send("AT+SLOW"));
        Got<AtReply> next = new Got<>(session.send("AT+CSQ"));
        modem.advance(Duration.ofSeconds(10));
        assertThat(slow.error(AtTimeoutException.class).outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(session.state()).isEqualTo(SessionState.DRAINING);
        assertThat(modem.sentLines()).containsExactly("AT+SLOW");
        modem.advance(Duration.ofSeconds(1));
        assertThat(next.values).hasSize(1);
        assertThat(next.values.get(0).texts()).containsExactly("+CSQ: 1,99");
        assertThat(session.stats().lateReplies()).isEqualTo(1);
        assertThat(events)
                .anyMatch(e -> e instanceof SessionEvent.LateReply late
                        && late.command().equals("AT+SLOW"));
    }

    @Test
    void anOwedReplyThatNeverComesIsProbedForBeforeTheNextCommand() {
        modem.when("AT+LOST").staysSilent();
        modem.whenProof().answersProof();
        modem.when("AT+CSQ").answers("+CSQ: 1,99", "OK");
        AtSession session = modem.session();
        new Got<>(session.send("AT+LOST"));
        Got<AtReply> next = new Got<>(session.send("AT+CSQ"));
        modem.advance(Duration.ofSeconds(12));
        assertThat(next.isEmpty()).isTrue();
        modem.advance(Duration.ofSeconds(1));
        assertThat(next.values).hasSize(1);
        assertThat(modem.sentLines()).containsExactly("AT+LOST", PROOF, "AT+CSQ");
        assertThat(session.state()).isEqualTo(SessionState.READY);
    }

    @Test
    void aBareOkNeverProvesThatTheStreamIsInStep() {
        modem.when("AT+LOST").staysSilent();
        modem.whenPrefix("AT").answers("OK");
        AtSession session = modem.session();
        List<SessionEvent> events = new ArrayList<>();
        session.events().subscribe(events::add);
        new Got<>(session.send("AT+LOST"));
        Got<AtReply> next = new Got<>(session.send("AT+CSQ"));
        modem.advance(Duration.ofSeconds(100));
        // The first OK may be the owed one. Two rows of reads, two of the register, four single reads; then no word is
        // left.
        assertThat(modem.sentLines())
                .containsExactly(
                        "AT+LOST", PROOF, PROOF, PROOF, PROOF, PROOF, "AT+CMEE?", "AT+CFUN?", "AT+CGSN?", "AT+IPR?");
        modem.advance(Duration.ofSeconds(120));
        assertThat(next.isEmpty()).isTrue();
        assertThat(events).noneMatch(SessionEvent.Presumed.class::isInstance);
        modem.advance(Duration.ofSeconds(13));
        assertThat(next.values).hasSize(1);
        assertThat(events).anyMatch(SessionEvent.Presumed.class::isInstance);
    }

    @Test
    void aSilentModemIsGivenUpAndTheErrorSaysThatNothingCame() {
        modem.whenPrefix("AT").staysSilent();
        AtSession session = modem.session();
        new Got<>(session.send("AT+LOST"));
        Got<AtReply> next = new Got<>(session.send("AT+CSQ"));
        modem.advance(Duration.ofSeconds(20));
        assertThat(next.error(AtConnectionException.class).outcome()).isEqualTo(Outcome.NOT_SENT);
        assertThat(next.error(AtConnectionException.class))
                .hasMessageContaining("no answer to 3 probes; not one byte came since the line was opened [NOT_SENT]");
        // Before it is given up, the settings that may hide its answers are restored.
        assertThat(modem.sentLines())
                .containsExactly("AT+LOST", PROOF, PROOF, PROOF, "ATQ0V1E0", "ATS3=13S4=10S5=8Q0V1E0");
        assertThat(modem.isOpen()).isFalse();
    }

    @Test
    void aModemThatHasAnsweredOnceIsGivenUpAfterThreeProbes() {
        modem.when("AT").answers("OK");
        modem.whenPrefix("AT+").staysSilent();
        modem.whenProof().staysSilent();
        AtSession session = modem.session();
        new Got<>(session.send("AT"));
        new Got<>(session.send("AT+LOST"));
        Got<AtReply> next = new Got<>(session.send("AT+CSQ"));
        modem.advance(Duration.ofSeconds(20));
        assertThat(next.error(AtConnectionException.class)).hasMessageContaining("no answer to 3 probes");
        assertThat(modem.sentLines()).containsExactly("AT", "AT+LOST", PROOF, PROOF, PROOF);
        assertThat(modem.isOpen()).isFalse();
    }

    @Test
    void aModemWhoseAnswersAreDamagedIsNotSilent() {
        modem.when("AT").answers("OK");
        modem.when("AT+LOST").staysSilent();
        modem.whenProof().answers("+CMEE: 2", "Ok");
        AtSession session = modem.session();
        List<SessionEvent.OutOfStep> ends = new ArrayList<>();
        session.events().ofType(SessionEvent.OutOfStep.class).subscribe(ends::add, lost -> {});
        new Got<>(session.send("AT"));
        new Got<>(session.send("AT+LOST"));
        Got<AtReply> next = new Got<>(session.send("AT+CSQ"));
        modem.advance(Duration.ofSeconds(20));
        assertThat(next.error(AtConnectionException.class))
                .hasMessageContaining("no complete answer to 3 probes; last lines: \"+CMEE: 2\", \"Ok\"");
        assertThat(ends).containsExactly(new SessionEvent.OutOfStep(true));
    }

    @Test
    void theErrorSaysWhatDidComeInsteadOfTheProof() {
        modem.whenPrefix("AT").staysSilent();
        AtSession session = modem.session();
        new Got<>(session.send("AT+LOST"));
        Got<AtReply> next = new Got<>(session.send("AT+CSQ"));
        modem.advance(Duration.ofSeconds(13));
        modem.prints("+CMEE: 2", "OK");
        modem.advance(Duration.ofSeconds(20));
        assertThat(next.error(AtConnectionException.class))
                .hasMessageContaining("out of step: 1 answers came to 4 probes, none was the proof")
                .hasMessageContaining("last lines: \"+CMEE: 2\", \"OK\"");
    }

    @Test
    void aBusyModemIsGivenMoreAndMoreTimeForEachProbe() {
        modem.when("AT").answers("OK");
        modem.whenPrefix("AT+").staysSilent();
        AtSession session = modem.session(
                AtClient.over(modem).options(AtOptions.builder().probes(7).build()));
        new Got<>(session.send("AT"));
        new Got<>(session.send("AT+CFUN?"));
        Got<AtReply> next = new Got<>(session.send("AT+CSQ"));
        modem.advance(Duration.ofMinutes(5));
        assertThat(next.error(AtConnectionException.class).getMessage()).contains("no answer to 7 probes");
        assertThat(modem.sent().stream().filter(s -> s.line().equals(PROOF)).map(s -> s.at().toSeconds()))
                .containsExactly(13L, 14L, 15L, 25L, 45L, 85L, 125L);
    }

    @Test
    void cancelBeforeTheWriteIsFreeAndCancelAfterItKeepsTheSeat() {
        modem.when("AT+A").answersAfter(Duration.ofSeconds(2), "+A: 1", "OK");
        modem.when("AT+C").answers("+C: 1", "OK");
        AtSession session = modem.session();
        Got<AtReply> a = new Got<>(session.send("AT+A"));
        Got<AtReply> b = new Got<>(session.send("AT+B"));
        Got<AtReply> c = new Got<>(session.send("AT+C"));
        b.subscription.dispose();
        a.subscription.dispose();
        assertThat(modem.sentLines()).containsExactly("AT+A");
        modem.advance(Duration.ofSeconds(2));
        assertThat(modem.sentLines()).containsExactly("AT+A", "AT+C");
        assertThat(c.values.get(0).texts()).containsExactly("+C: 1");
        assertThat(a.isEmpty()).isTrue();
    }

    @Test
    void aReplyOwedByAnEarlierAttemptIsAbsorbedBeforeADifferentCommand() {
        modem.when("AT+X").staysSilent().answers("OK");
        modem.whenProof().answersProof();
        modem.when("AT+Y").answers("+Y: 1", "OK");
        AtSession session = modem.session();
        Got<AtReply> x = new Got<>(session.send(AtCommand.of("AT+X").retry(RetryRule.within(Duration.ofSeconds(90)))));
        Got<AtReply> y = new Got<>(session.send("AT+Y"));
        modem.advance(Duration.ofSeconds(2));
        assertThat(x.values.get(0).attempts()).isEqualTo(2);
        assertThat(x.values.get(0).possiblyDuplicated()).isTrue();
        assertThat(y.values.get(0).texts()).containsExactly("+Y: 1");
        assertThat(modem.sentLines()).containsExactly("AT+X", "AT+X", PROOF, "AT+Y");
    }

    @Test
    void aLineThatBeginsLikeAPromptIsNoneWhenItEndsOtherwise() {
        modem.when("AT+LOST").staysSilent();
        modem.whenPrefix("AT").answers("OK");
        AtSession session = modem.session();
        new Got<>(session.send("AT+LOST"));
        new Got<>(session.send("AT+CSQ"));
        modem.advance(Duration.ofSeconds(100));
        assertThat(session.state()).isEqualTo(SessionState.RESYNCING);
        modem.printsRaw("\r\n>hello\r\n");
        modem.advance(Duration.ofSeconds(1));
        assertThat(modem.escapes()).isZero();
        modem.printsRaw("\r\n> \r\n");
        assertThat(modem.escapes()).isEqualTo(1);
    }

    @Test
    void aPromptThatNeverComesIsEscapedAndWaitedOutBeforeAnythingElse() {
        modem.when("AT+PUT=5").staysSilent();
        modem.whenProof().answersProof();
        modem.when("AT").answers("OK");
        AtSession session = modem.session();
        Got<AtReply> put = new Got<>(session.send(AtCommand.of("AT+PUT=5").payload(Payload.counted(new byte[5]))));
        Got<AtReply> at = new Got<>(session.send("AT"));
        modem.advance(Duration.ofSeconds(1));
        assertThat(put.error(AtTimeoutException.class).phase()).isEqualTo(Phase.PROMPT);
        assertThat(modem.escapes()).isEqualTo(1);
        modem.advance(Duration.ofMillis(30_999));
        assertThat(modem.sentLines()).containsExactly("AT+PUT=5");
        modem.advance(Duration.ofMillis(1));
        assertThat(at.values).hasSize(1);
        assertThat(modem.sentLines()).containsExactly("AT+PUT=5", PROOF, "AT");
        assertThat(modem.payloads()).isEmpty();
    }

    @Test
    void aSecondFinalIsNobodysAndNeverTheNextCommands() {
        modem.when("AT+X").answers("OK", "ERROR");
        modem.when("AT+Y").answers("OK");
        AtSession session = modem.session();
        List<String> strays = new ArrayList<>();
        session.unclassified().map(AtLine::text).subscribe(strays::add);
        new Got<>(session.send("AT+X"));
        assertThat(strays).containsExactly("ERROR");
        assertThat(new Got<>(session.send("AT+Y")).values).hasSize(1);
    }

    @Test
    void whatStandsBehindAFinalInTheSameReadIsNoAnswerToTheNextCommand() {
        modem.when("AT+X").staysSilent();
        modem.when("AT+Y").answers("+Y: 1", "OK");
        AtSession session = modem.session();
        List<String> strays = new ArrayList<>();
        session.unclassified().map(AtLine::text).subscribe(strays::add);
        Got<AtReply> next = new Got<>(session.send("AT+X").then(session.send("AT+Y")));
        modem.printsRaw("\r\nOK\r\n\r\nOK\r\n\r\nwhat is this\r\n");
        assertThat(next.values.get(0).texts()).containsExactly("+Y: 1");
        assertThat(strays).containsExactly("OK", "what is this");
    }
}
