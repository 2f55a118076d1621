package io.atflux.internal.engine;

import static io.atflux.test.ScriptedModem.PROOF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atflux.AtDeadline;
import io.atflux.AtSession;
import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.command.Payload;
import io.atflux.command.RetryRule;
import io.atflux.error.AtConnectionException;
import io.atflux.error.AtProtocolException;
import io.atflux.error.AtTimeoutException;
import io.atflux.error.AtTimeoutException.Phase;
import io.atflux.error.AtUsageException;
import io.atflux.error.Outcome;
import io.atflux.test.ScriptedModem;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AbortTest {

    private static final AtCommand<AtReply> SCAN =
            AtCommand.raw("AT+COPS=?").timeout(Duration.ofSeconds(180)).abortedBy(' ');

    private final ScriptedModem modem = new ScriptedModem();

    private void scanTakes(Duration time, String... ifAborted) {
        modem.when("AT+COPS=?").answersAfter(time, "+COPS: (2,\"A\")", "OK").orAborted(ifAborted);
        modem.when("AT+CSQ").answers("+CSQ: 1,99", "OK");
        modem.whenProof().answersProof();
    }

    @ParameterizedTest
    @ValueSource(strings = {"OK", "ERROR", "ABORTED", "+CME ERROR: 100"})
    @Tag("V.250:5.6.1")
    void aCancelledCommandThatCanBeAbortedMakesRoomAtOnce(String ending) {
        scanTakes(Duration.ofSeconds(120), ending);
        AtSession session = modem.session();
        Got<AtReply> scan = new Got<>(session.send(SCAN));
        Got<AtReply> next = new Got<>(session.send("AT+CSQ"));
        modem.advance(Duration.ofSeconds(10));
        scan.subscription.dispose();
        assertThat(modem.aborts()).isEqualTo(1);
        assertThat(next.values.get(0).texts()).containsExactly("+CSQ: 1,99");
        assertThat(modem.sentLines()).containsExactly("AT+COPS=?", "AT+CSQ");
        assertThat(session.stats().lateReplies()).isEqualTo(1);
        assertThat(scan.isEmpty()).isTrue();
    }

    @Test
    @Tag("V.250:5.6.1")
    void theCharacterWaitsUntilTheModuleListensAndIsNotWrittenWhereTheReplyCameMeanwhile() {
        scanTakes(Duration.ofSeconds(120), "OK");
        AtSession session = modem.session();
        new Got<>(session.send(SCAN)).subscription.dispose();
        modem.advance(Duration.ofMillis(124));
        assertThat(modem.aborts()).isZero();
        modem.advance(Duration.ofMillis(1));
        assertThat(modem.aborts()).isEqualTo(1);
        modem.when("AT+FAST").answersAfter(Duration.ofMillis(100), "OK");
        new Got<>(session.send(AtCommand.raw("AT+FAST").abortedBy(' '))).subscription.dispose();
        Got<AtReply> next = new Got<>(session.send("AT+CSQ"));
        modem.advance(Duration.ofSeconds(1));
        assertThat(next.values).hasSize(1);
        assertThat(modem.aborts()).isEqualTo(1);
    }

    @Test
    void aCallersDeadlineAbortsAndSaysUnknown() {
        scanTakes(Duration.ofSeconds(120), "OK");
        Got<AtReply> scan =
                new Got<>(modem.session().send(SCAN).contextWrite(AtDeadline.within(Duration.ofSeconds(20))));
        modem.advance(Duration.ofSeconds(20));
        assertThat(scan.error(AtTimeoutException.class).phase()).isEqualTo(Phase.DEADLINE);
        assertThat(scan.error(AtTimeoutException.class).outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(modem.aborts()).isEqualTo(1);
    }

    @Test
    void theEndOfAnAbortedAttemptNeverCountsAsItsSuccess() {
        modem.when("AT+COPS=?")
                .answersAfter(Duration.ofSeconds(500), "OK")
                .orAborted("OK")
                .answers("+COPS: (2,\"A\")", "OK");
        Got<AtReply> scan = new Got<>(modem.session()
                .send(AtCommand.of("AT+COPS=?")
                        .timeout(Duration.ofSeconds(180))
                        .retry(RetryRule.times(1))
                        .abortedBy(' ')));
        modem.advance(Duration.ofSeconds(180));
        assertThat(modem.aborts()).isEqualTo(1);
        assertThat(scan.isEmpty()).isTrue();
        modem.advance(Duration.ofSeconds(1));
        assertThat(scan.values.get(0).texts()).containsExactly("+COPS: (2,\"A\")");
    }

    @Test
    void aReSendWaitsForTheEndOfTheAbortedAttempt() {
        modem.when("AT+COPS=?")
                .answersAfter(Duration.ofSeconds(500), "OK")
                .orAborted()
                .answers("+COPS: (2,\"A\")", "OK");
        Got<AtReply> scan = new Got<>(modem.session()
                .send(AtCommand.of("AT+COPS=?")
                        .timeout(Duration.ofSeconds(180))
                        .retry(RetryRule.times(1))
                        .abortedBy(' ')));
        modem.advance(Duration.ofSeconds(182));
        assertThat(modem.sentLines()).containsExactly("AT+COPS=?");
        modem.prints("OK");
        assertThat(scan.values.get(0).texts()).containsExactly("+COPS: (2,\"A\")");
        assertThat(modem.sentLines()).containsExactly("AT+COPS=?", "AT+COPS=?");
    }

    @Test
    void whereNothingComesAfterTheAbortTheSessionFindsBackIntoStepAsUsual() {
        scanTakes(Duration.ofSeconds(120));
        AtSession session = modem.session();
        Got<AtReply> scan = new Got<>(session.send(SCAN));
        Got<AtReply> next = new Got<>(session.send("AT+CSQ"));
        modem.advance(Duration.ofSeconds(10));
        scan.subscription.dispose();
        // A module that ignores the character may execute the command for 3 min, and answer other commands meanwhile.
        modem.advance(Duration.ofMillis(169_999));
        assertThat(modem.sentLines()).containsExactly("AT+COPS=?");
        modem.advance(Duration.ofMillis(1));
        assertThat(next.values).hasSize(1);
        assertThat(modem.sentLines()).containsExactly("AT+COPS=?", PROOF, "AT+CSQ");
        assertThat(modem.aborts()).isEqualTo(1);
    }

    @Test
    @Tag("V.250:6.3.1")
    void anAbortedCallEndsWithItsCallResult() {
        modem.when("ATD123;").answersAfter(Duration.ofSeconds(60), "CONNECT").orAborted("NO CARRIER");
        modem.when("AT+CSQ").answers("+CSQ: 1,99", "OK");
        AtSession session = modem.session();
        Got<AtReply> call = new Got<>(session.send(
                AtCommand.raw("ATD123;").timeout(Duration.ofSeconds(90)).abortedBy(' ')));
        modem.advance(Duration.ofSeconds(5));
        call.subscription.dispose();
        assertThat(new Got<>(session.send("AT+CSQ")).values).hasSize(1);
        assertThat(modem.sentLines()).containsExactly("ATD123;", "AT+CSQ");
    }

    @Test
    void nothingIsAbortedThatDidNotSaySoOrThatOpensADataEntry() {
        modem.when("AT+SLOW").staysSilent();
        modem.when("AT+PUT=5").prompts("\r\n> ", 5).then(Duration.ofSeconds(2), "OK");
        AtSession session = modem.session();
        Got<AtReply> put = new Got<>(session.send(AtCommand.of("AT+PUT=5")
                .timeout(Duration.ofSeconds(60))
                .payload(Payload.counted(new byte[5]))
                .abortedBy(' ')));
        modem.advance(Duration.ofSeconds(1));
        put.subscription.dispose();
        modem.advance(Duration.ofSeconds(1));
        new Got<>(session.send("AT+SLOW")).subscription.dispose();
        modem.advance(Duration.ofSeconds(20));
        assertThat(modem.aborts()).isZero();
        assertThat(modem.sentLines()).contains("AT+PUT=5", "AT+SLOW");
    }

    @Test
    void aPromptThatNobodyAnswersIsEscapedAndNeverGivenTheCharacter() {
        modem.when("AT+X").answersRaw("\r\n> ");
        AtSession session = modem.session();
        Got<AtReply> x = new Got<>(session.send(AtCommand.raw("AT+X").abortedBy(' ')));
        modem.advance(Duration.ofMillis(200));
        x.subscription.dispose();
        modem.advance(Duration.ofSeconds(1));
        assertThat(modem.aborts()).isZero();
        assertThat(modem.escapes()).isEqualTo(1);
    }

    @Test
    void aPromptThatNobodyAnswersIsEscapedAlsoWhereTheCommandsTimeIsOverFirst() {
        modem.when("AT+X").answersAfter(Duration.ofMillis(900)).then(Duration.ofMillis(900), ">");
        Got<AtReply> x = new Got<>(modem.session().send(AtCommand.raw("AT+X").timeout(Duration.ofSeconds(1))));
        modem.advance(Duration.ofSeconds(1));
        assertThat(x.error(AtProtocolException.class).outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(modem.escapes()).isEqualTo(1);
    }

    @Test
    void aClosedSessionAbortsNothing() {
        scanTakes(Duration.ofSeconds(120), "OK");
        AtSession session = modem.session();
        Got<AtReply> scan = new Got<>(session.send(SCAN));
        modem.advance(Duration.ofSeconds(1));
        session.close().block();
        scan.error(AtConnectionException.class);
        assertThat(modem.aborts()).isZero();
    }

    @Test
    void whatCouldBeginACommandLineIsRefused() {
        assertThatThrownBy(() -> AtCommand.of("AT+COPS=?").abortedBy('A')).isInstanceOf(AtUsageException.class);
        assertThatThrownBy(() -> AtCommand.of("AT+COPS=?").abortedBy('\u00e4')).isInstanceOf(AtUsageException.class);
    }
}
