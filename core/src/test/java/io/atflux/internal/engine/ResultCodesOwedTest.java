package io.atflux.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtSession;
import io.atflux.Discipline;
import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.command.Recheck;
import io.atflux.command.RetryRule;
import io.atflux.command.Settlement;
import io.atflux.command.Settlement.Verdict;
import io.atflux.error.AtRejectedException;
import io.atflux.error.AtTimeoutException;
import io.atflux.error.AtTimeoutException.Phase;
import io.atflux.line.AtLine;
import io.atflux.test.ScriptedModem;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** The operations that stay pending after each possible end of an operation with a result code. */
class ResultCodesOwedTest {

    private final ScriptedModem modem = new ScriptedModem();

    private static Settlement settlement(int client) {
        return Settlement.by("+MQTTPUB", "" + client, line -> {
            if (!line.isNamed("+MQTTPUB") || !line.parameters().is(0, client)) {
                return Verdict.NOT_MINE;
            }
            return line.parameters().is(1, 1) ? Verdict.SUCCESS : Verdict.FAILURE;
        });
    }

    private static AtCommand<AtReply> publish(int client) {
        return AtCommand.of("AT+MQTTPUB=" + client)
                .settledBy(settlement(client))
                .occupying("mqtt-" + client)
                .timeout(Duration.ofSeconds(60));
    }

    @Test
    void aBareErrorBehindOkEndsAnOperationThatSaysSoAndFreesItsResource() {
        modem.when("AT+MQTTPUB=1").answers("OK");
        AtSession session = modem.session();
        Got<AtReply> first =
                new Got<>(session.send(publish(1).settledBy(settlement(1).orError())));
        Got<AtReply> second = new Got<>(session.send(publish(1)));
        modem.prints("ERROR");
        assertThat(first.error(AtRejectedException.class)).hasMessageContaining("ERROR");
        assertThat(modem.countOf("AT+MQTTPUB=1")).isEqualTo(2);
        assertThat(second.isEmpty()).isTrue();
        assertThat(session.stats().unclassified()).isZero();
    }

    @Test
    void aBareErrorBehindOkEndsNoOtherOperation() {
        modem.when("AT+MQTTPUB=1").answers("OK");
        AtSession session = modem.session();
        Got<AtReply> got = new Got<>(session.send(publish(1)));
        Got<AtLine> stray = new Got<>(session.unclassified().next());
        modem.prints("ERROR");
        assertThat(got.isEmpty()).isTrue();
        assertThat(stray.values).containsExactly(AtLine.of("ERROR"));
    }

    @Test
    void aBareErrorAfterTheOperationsTimeIsNobodys() {
        modem.when("AT+MQTTPUB=1").answers("OK");
        AtSession session = modem.session();
        Got<AtReply> got =
                new Got<>(session.send(publish(1).settledBy(settlement(1).orError())));
        modem.advance(Duration.ofSeconds(60));
        assertThat(got.error(AtTimeoutException.class).phase()).isEqualTo(Phase.URC);
        modem.prints("ERROR");
        assertThat(session.stats().unclassified()).isEqualTo(1);
        assertThat(got.errors).hasSize(1);
    }

    @Test
    void theResultCodeOfOneAttemptLeavesTheOtherOwedAndTheResourceFree() {
        modem.when("AT+MQTTPUB=1").answers("OK");
        modem.when("AT+MQTTCFG=1").answers("OK");
        AtSession session = modem.session();
        Got<AtReply> got = new Got<>(session.send(publish(1).retry(RetryRule.within(Duration.ofSeconds(90)))));
        modem.advance(Duration.ofSeconds(62));
        assertThat(modem.countOf("AT+MQTTPUB=1")).isEqualTo(2);
        modem.prints("+MQTTPUB: 1,1");
        assertThat(got.values).hasSize(1);
        Got<AtReply> next = new Got<>(session.send(publish(1)));
        Got<AtReply> free = new Got<>(session.send(AtCommand.of("AT+MQTTCFG=1").occupying("mqtt-1")));
        assertThat(free.values).hasSize(1);
        assertThat(modem.countOf("AT+MQTTPUB=1")).isEqualTo(2);
        modem.prints("+MQTTPUB: 1,1");
        assertThat(session.stats().lateUrcs()).isEqualTo(1);
        assertThat(modem.countOf("AT+MQTTPUB=1")).isEqualTo(3);
        assertThat(next.isEmpty()).isTrue();
    }

    @Test
    void theEndOfOneOperationChangesNothingForAnother() {
        modem.whenPrefix("AT+MQTTPUB").answers("OK");
        AtSession session = modem.session();
        Got<AtReply> one = new Got<>(session.send(publish(1).discipline(Discipline.INTERLEAVED)));
        Got<AtReply> two = new Got<>(session.send(publish(2).discipline(Discipline.INTERLEAVED)));
        modem.prints("+MQTTPUB: 1,1");
        assertThat(one.values).hasSize(1);
        modem.prints("+MQTTPUB: 2,0");
        assertThat(two.error(AtRejectedException.class).urc()).isEqualTo(AtLine.of("+MQTTPUB: 2,0"));
    }

    @Test
    void twoRefusedAttemptsOweNoResultCode() {
        modem.when("AT+MQTTPUB=1").staysSilent().staysSilent().answers("OK", "+MQTTPUB: 1,1");
        AtSession session = modem.session();
        Got<AtReply> got = new Got<>(session.send(publish(1).retry(RetryRule.times(1))));
        modem.advance(Duration.ofSeconds(62));
        assertThat(modem.countOf("AT+MQTTPUB=1")).isEqualTo(2);
        modem.prints("ERROR", "ERROR");
        got.error(AtRejectedException.class);
        assertThat(new Got<>(session.send(publish(1))).values).hasSize(1);
    }

    @Test
    void theTimeOfAnAttemptThatFailedEndsNoLaterOne() {
        modem.when("AT+MQTTPUB=1")
                .answers("OK")
                .then(Duration.ofSeconds(30), "+MQTTPUB: 1,0")
                .answers("OK");
        AtSession session = modem.session();
        Got<AtReply> got = new Got<>(session.send(publish(1).retry(RetryRule.times(1))));
        modem.advance(Duration.ofSeconds(80));
        assertThat(modem.countOf("AT+MQTTPUB=1")).isEqualTo(2);
        assertThat(got.isEmpty()).isTrue();
        modem.prints("+MQTTPUB: 1,1");
        assertThat(got.values).hasSize(1);
    }

    @Test
    void aFailureEndsWhatIsWaitedForOnceMoreWithoutAWrite() {
        modem.when("AT+MQTTPUB=1").answers("OK");
        AtSession session = modem.session();
        Got<AtReply> got = new Got<>(session.send(publish(1)
                .retry(RetryRule.times(1))
                .recheckedBy((within, why) -> Mono.just(Recheck.Decision.await()))));
        modem.advance(Duration.ofSeconds(65));
        assertThat(modem.countOf("AT+MQTTPUB=1")).isEqualTo(1);
        assertThat(got.isEmpty()).isTrue();
        modem.prints("+MQTTPUB: 1,0");
        assertThat(got.error(AtRejectedException.class).urc()).isEqualTo(AtLine.of("+MQTTPUB: 1,0"));
    }

    private static AtCommand<AtReply> opened(String line, String code) {
        return AtCommand.of(line)
                .settledBy(Settlement.by("+P", "", urc -> urc.text().equals(code) ? Verdict.SUCCESS : Verdict.NOT_MINE))
                .timeout(Duration.ofSeconds(4));
    }

    @Test
    void whatAsksOnBehalfOfAnOperationAndClearsNeedsNotWaitForItsResultCodeAlsoWithinATurn() {
        modem.when("AT+O=1").answers("OK").answers("OK", "+P: 1");
        modem.when("AT+O=0").answers("OK", "+P: 0");
        AtCommand<AtReply> close = opened("AT+O=0", "+P: 0")
                .settledBy(Settlement.by("+P", "", urc -> Verdict.SUCCESS).clearing());
        AtSession session = modem.session();
        Got<AtReply> got = new Got<>(session.exclusive(within -> within.send(
                opened("AT+O=1", "+P: 1").retry(RetryRule.times(1)).recheckedBy((check, why) -> check.send(close)
                        .map(reply -> Recheck.Decision.resend())))));
        modem.advance(Duration.ofSeconds(6));
        assertThat(modem.sentLines()).containsExactly("AT+O=1", "AT+O=0", "AT+O=1");
        assertThat(got.values).hasSize(1);
    }

    @Test
    void aClearingCommandWhoseResultCodeComesBeforeOkEndsWhatIsOwed() {
        modem.whenPrefix("AT+MQTTPUB").answers("OK");
        modem.when("AT+MQTTOPEN=1").answers("+MQTTOPEN: 1,1", "OK");
        AtSession session = modem.session();
        Got<AtReply> late = new Got<>(session.send(publish(1)));
        modem.advance(Duration.ofSeconds(60));
        late.error(AtTimeoutException.class);
        Settlement opened =
                Settlement.by("+MQTTOPEN", "1", urc -> urc.isNamed("+MQTTOPEN") ? Verdict.SUCCESS : Verdict.NOT_MINE);
        Got<AtReply> open = new Got<>(session.send(
                AtCommand.of("AT+MQTTOPEN=1").settledBy(opened.clearing()).occupying("mqtt-1")));
        assertThat(open.values).hasSize(1);
        int written = modem.sentLines().size();
        new Got<>(session.send(publish(1)));
        assertThat(modem.sentLines()).hasSize(written + 1);
    }
}
