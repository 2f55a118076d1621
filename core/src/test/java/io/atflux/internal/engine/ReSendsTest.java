package io.atflux.internal.engine;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.command.Recheck.Decision;
import io.atflux.command.RetryRule;
import io.atflux.error.AtConnectionException;
import io.atflux.error.AtException;
import io.atflux.error.AtProtocolException;
import io.atflux.error.AtRejectedException;
import io.atflux.error.AtTimeoutException;
import io.atflux.error.Outcome;
import io.atflux.test.ScriptedModem;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** The use of the line between a command and its re-send, and the effect of a recheck that takes long or refuses. */
class ReSendsTest {

    private final ScriptedModem modem = new ScriptedModem();

    @Test
    void noTurnBeginsBetweenACommandWhoseReplyIsOwedAndItsReSend() {
        modem.when("AT+A").staysSilent().answers("OK");
        modem.when("AT+T").answers("OK");
        modem.whenProof().answersProof();
        AtSession session = modem.session();
        Got<AtReply> first = new Got<>(
                session.send(AtCommand.of("AT+A").timeout(ofSeconds(1)).retry(RetryRule.times(1))));
        Got<AtReply> turn = new Got<>(session.exclusive(own -> own.send("AT+T")));
        modem.advance(ofMillis(1_999));
        assertThat(modem.sentLines()).containsExactly("AT+A");
        modem.advance(ofSeconds(10));
        assertThat(first.values).hasSize(1);
        assertThat(turn.values).hasSize(1);
        assertThat(modem.sentLines().stream().filter(line -> line.startsWith("AT+A") || line.equals("AT+T")))
                .containsExactly("AT+A", "AT+A", "AT+T");
    }

    @Test
    void whileARefusedCommandPausesTheLineIsAnotherOnes() {
        modem.when("AT+A").answers("ERROR").answers("OK");
        modem.when("AT+B").answers("OK");
        AtSession session = modem.session();
        Got<AtReply> first = new Got<>(
                session.send(AtCommand.of("AT+A").retry(RetryRule.times(1).pausing(ofSeconds(5)))));
        Got<AtReply> second = new Got<>(session.send("AT+B"));
        assertThat(second.values).hasSize(1);
        modem.advance(ofSeconds(5));
        assertThat(first.values).hasSize(1);
        assertThat(modem.sentLines()).containsExactly("AT+A", "AT+B", "AT+A");
    }

    @Test
    void aRecheckThatSaysNoEndsTheCommandWithItsFailure() {
        modem.when("AT+A").answers("+CME ERROR: 3");
        AtSession session = modem.session();
        Got<AtReply> got = new Got<>(session.send(
                AtCommand.of("AT+A").retry(RetryRule.times(3)).recheckedBy((own, why) -> Mono.just(Decision.fail()))));
        modem.advance(ofSeconds(1));
        assertThat(got.error(AtRejectedException.class).code()).hasValue(3);
        modem.advance(ofSeconds(60));
        assertThat(modem.sentLines()).containsExactly("AT+A");
    }

    @Test
    void aRecheckThatEndsAfterTheWindowLetsNothingBeWritten() {
        modem.when("AT+A").answers("+CME ERROR: 3");
        modem.when("AT+S").answersAfter(ofSeconds(9), "OK");
        AtSession session = modem.session();
        List<Throwable> asked = new ArrayList<>();
        Got<AtReply> got = new Got<>(session.send(
                AtCommand.of("AT+A").retry(RetryRule.within(ofSeconds(5))).recheckedBy((own, why) -> {
                    asked.add(why);
                    return own.send("AT+S").thenReturn(Decision.resend());
                })));
        modem.advance(ofSeconds(9));
        assertThat(got.isEmpty()).isTrue();
        modem.advance(ofSeconds(1));
        assertThat(got.error(AtRejectedException.class).code()).hasValue(3);
        assertThat(asked).hasSize(1);
        assertThat(modem.sentLines()).containsExactly("AT+A", "AT+S");
    }

    /** A command that fails once, and succeeded after all, as a recheck shows. */
    private static AtCommand<AtReply> foundToHaveWorked() {
        return AtCommand.of("AT+A").retry(RetryRule.times(3)).recheckedBy((own, why) -> own.send("AT+S")
                .map(Decision::settled));
    }

    @Test
    void aResultThatARecheckFoundIsTurnedAsTheReplyWouldBe() {
        modem.when("AT+A").answers("+CME ERROR: 3");
        modem.when("AT+S").answers("+S: 7", "OK");
        Got<Integer> got = new Got<>(modem.session()
                .send(foundToHaveWorked()
                        .as(reply -> reply.parameters("+S").number(0).orElseThrow())
                        .as(number -> number + 1)));
        modem.advance(ofSeconds(1));
        assertThat(got.values).containsExactly(8);
        assertThat(modem.sentLines()).containsExactly("AT+A", "AT+S");
    }

    @Test
    void aCommandThatWorkedIsNotWrittenAgainIfItsResultCannotBeTurned() {
        modem.when("AT+A").answers("+CME ERROR: 3");
        modem.when("AT+S").answers("OK");
        Got<Integer> got = new Got<>(modem.session().send(foundToHaveWorked().as(reply -> {
            throw new IllegalStateException("no such number");
        })));
        modem.advance(ofSeconds(60));
        AtProtocolException error = got.error(AtProtocolException.class);
        assertThat(error.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(error).hasMessageContaining("no such number");
        assertThat(modem.sentLines()).containsExactly("AT+A", "AT+S");
    }

    @Test
    void anAnswerOfTheFirstAttemptThatComesWhileItIsRecheckedIsTheReply() {
        modem.when("AT+A").answersAfter(ofMillis(2_500), "+A: 1", "OK");
        AtSession session = modem.session();
        Sinks.One<Decision<AtReply>> verdict = Sinks.one();
        Got<AtReply> got = new Got<>(session.send(AtCommand.of("AT+A")
                .timeout(ofSeconds(1))
                .retry(RetryRule.times(1))
                .recheckedBy((own, why) -> {
                    assertThat(why).isInstanceOf(AtTimeoutException.class);
                    return verdict.asMono();
                })));
        modem.advance(ofMillis(2_500));
        assertThat(got.values).singleElement().satisfies(reply -> assertThat(reply.texts())
                .containsExactly("+A: 1"));
        verdict.tryEmitValue(Decision.resend());
        modem.advance(ofSeconds(60));
        assertThat(modem.countOf("AT+A")).isEqualTo(1);
    }

    @Test
    void whoeverWaitedAndIsGoneWaitsNoMore() {
        modem.when("AT+S").staysSilent();
        AtSession session = modem.session(AtClient.over(modem).queueWait(ofSeconds(3)));
        new Got<>(session.send(AtCommand.of("AT+S").timeout(ofSeconds(60))));
        Got<AtReply> cancelled = new Got<>(session.send("AT+Q"));
        Got<AtReply> waits = new Got<>(session.send("AT+W"));
        assertThat(session.stats().queued()).isEqualTo(2);
        cancelled.subscription.dispose();
        assertThat(session.stats().queued()).isEqualTo(1);
        modem.advance(ofSeconds(3));
        assertThat(waits.error(AtTimeoutException.class).phase()).isEqualTo(AtTimeoutException.Phase.QUEUE);
        assertThat(session.stats().queued()).isZero();
        assertThat(modem.sentLines()).containsExactly("AT+S");
    }

    @Test
    void aReSendThatWaitsWhenItsTurnEndsIsItsLastFailure() {
        modem.when("AT+A").answers("+CME ERROR: 3");
        modem.when("AT+S").staysSilent();
        AtSession session = modem.session();
        List<Got<AtReply>> own = new ArrayList<>();
        Sinks.One<String> body = Sinks.one();
        Got<String> turn = new Got<>(session.exclusive(line -> {
            own.add(new Got<>(line.send(AtCommand.of("AT+A").retry(RetryRule.times(3)))));
            own.add(new Got<>(line.send(AtCommand.of("AT+S").timeout(ofSeconds(60)))));
            own.add(new Got<>(line.send("AT+W")));
            return body.asMono();
        }));
        modem.advance(ofSeconds(2));
        assertThat(own).allMatch(Got::isEmpty);
        body.tryEmitValue("done");
        assertThat(turn.values).containsExactly("done");
        assertThat(own.get(0).error(AtRejectedException.class).code()).hasValue(3);
        assertThat(own.get(2).error(AtConnectionException.class))
                .hasMessageContaining("its exclusive turn is over")
                .satisfies(error -> assertThat(((AtException) error).outcome()).isEqualTo(Outcome.NOT_SENT));
        assertThat(modem.sentLines()).containsExactly("AT+A", "AT+S");
    }
}
