package io.atflux.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtClient;
import io.atflux.AtDeadline;
import io.atflux.AtSession;
import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.command.Recheck;
import io.atflux.command.RetryRule;
import io.atflux.error.AtRejectedException;
import io.atflux.error.AtTimeoutException;
import io.atflux.error.AtTimeoutException.Phase;
import io.atflux.test.ScriptedModem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/** A caller's limits apply at their time, in any state of the line. */
class CallersLimitsTest {

    private final ScriptedModem modem = new ScriptedModem();

    @Test
    void aReSendThatWaitsForTheLineIsToldWhenItsWindowEnds() {
        modem.when("AT+A").answers("ERROR");
        modem.when("AT+LONG").answersAfter(Duration.ofMinutes(5), "OK");
        AtSession session = modem.session();
        Got<AtReply> resent =
                new Got<>(session.send(AtCommand.of("AT+A").retry(RetryRule.within(Duration.ofSeconds(90)))));
        Got<AtReply> other = new Got<>(session.send(AtCommand.of("AT+LONG").timeout(Duration.ofMinutes(6))));
        modem.advance(Duration.ofMillis(89_999));
        assertThat(resent.isEmpty()).isTrue();
        modem.advance(Duration.ofMillis(1));
        assertThat(resent.error(AtRejectedException.class).attempts()).isEqualTo(1);
        modem.advance(Duration.ofMinutes(5));
        assertThat(other.values).hasSize(1);
        assertThat(modem.sentLines()).containsExactly("AT+A", "AT+LONG");
    }

    @Test
    void soIsOneWhoseRecheckWaitsForTheLine() {
        modem.when("AT+A").answers("ERROR");
        modem.when("AT+LONG").answersAfter(Duration.ofMinutes(5), "OK");
        AtSession session = modem.session();
        Got<AtReply> resent = new Got<>(session.send(AtCommand.of("AT+A")
                .retry(RetryRule.within(Duration.ofSeconds(90)))
                .recheckedBy((turn, failure) -> turn.send("AT+ASK").thenReturn(Recheck.Decision.resend()))));
        new Got<>(session.send(AtCommand.of("AT+LONG").timeout(Duration.ofMinutes(6))));
        modem.advance(Duration.ofSeconds(90));
        resent.error(AtRejectedException.class);
        modem.advance(Duration.ofMinutes(5));
        assertThat(modem.sentLines()).containsExactly("AT+A", "AT+LONG");
    }

    @Test
    void aRecheckThatHasTheLineSaysItsWordAlsoBehindTheWindow() {
        modem.when("AT+A").answers("ERROR");
        modem.when("AT+ASK").answersAfter(Duration.ofSeconds(5), "OK");
        Got<String> resent = new Got<>(modem.session()
                .send(AtCommand.of("AT+A")
                        .retry(RetryRule.within(Duration.ofSeconds(2)))
                        .as(AtReply::toString)
                        .recheckedBy((turn, failure) ->
                                turn.send("AT+ASK").thenReturn(Recheck.Decision.settled("worked")))));
        modem.advance(Duration.ofSeconds(6));
        assertThat(resent.values).containsExactly("worked");
    }

    @Test
    void anInnerDeadlineNeverExtendsAnOuterOne() {
        modem.when("AT+A").staysSilent();
        AtSession session = modem.session();
        AtCommand<AtReply> slow = AtCommand.of("AT+A").timeout(Duration.ofMinutes(1));
        Got<AtReply> outerFirst = new Got<>(session.send(slow)
                .contextWrite(AtDeadline.within(Duration.ofSeconds(10)))
                .contextWrite(AtDeadline.within(Duration.ofSeconds(2))));
        Got<AtReply> innerFirst = new Got<>(session.send(slow)
                .contextWrite(AtDeadline.within(Duration.ofSeconds(3)))
                .contextWrite(AtDeadline.within(Duration.ofSeconds(10))));
        modem.advance(Duration.ofSeconds(2));
        assertThat(outerFirst.error(AtTimeoutException.class))
                .hasMessage("AT+A: no end before the caller's deadline within 2 s [UNKNOWN]");
        modem.advance(Duration.ofSeconds(1));
        assertThat(innerFirst.error(AtTimeoutException.class).limit()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void anOuterDeadlineThatHasBegunEarlierHoldsFirstThoughItIsLonger() {
        modem.when("AT+A").answersAfter(Duration.ofSeconds(8), "OK").staysSilent();
        AtSession session = modem.session();
        AtCommand<AtReply> slow = AtCommand.of("AT+A").timeout(Duration.ofMinutes(1));
        Got<AtReply> got = new Got<>(session.send(slow)
                .then(session.send(slow).contextWrite(AtDeadline.within(Duration.ofSeconds(5))))
                .contextWrite(AtDeadline.within(Duration.ofSeconds(10))));
        modem.advance(Duration.ofSeconds(10));
        AtTimeoutException error = got.error(AtTimeoutException.class);
        assertThat(error.phase()).isEqualTo(Phase.DEADLINE);
        assertThat(error.limit()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void aTurnThatIsOverNeverBeatsTheOneThatRuns() {
        modem.when("AT+A").answers("OK");
        AtSession session = modem.session();
        List<ContextView> old = new ArrayList<>();
        new Got<>(session.exclusive(turn -> Mono.deferContextual(context -> {
            old.add(context);
            return turn.send("AT+A");
        })));
        Got<AtReply> got = new Got<>(session.exclusive(turn -> session.send("AT+A"))
                .contextWrite(context -> context.putAll(Context.of(old.get(0)).readOnly())));
        assertThat(got.values).hasSize(1);
    }

    @Test
    @Timeout(20)
    void tenThousandWaitingCommandsEndAtTheirMoment() {
        modem.when("AT+LONG").staysSilent();
        AtSession session = modem.session(AtClient.over(modem).maxQueue(50_000).queueWait(Duration.ofMillis(1_500)));
        new Got<>(session.send(AtCommand.of("AT+LONG").timeout(Duration.ofMinutes(1))));
        List<Got<AtReply>> waiting = new ArrayList<>();
        for (int i = 0; i < 50_000; i++) {
            waiting.add(new Got<>(session.send("AT+W")));
        }
        modem.advance(Duration.ofMillis(1_499));
        assertThat(waiting).allMatch(Got::isEmpty);
        modem.advance(Duration.ofMillis(1));
        assertThat(waiting)
                .allSatisfy(got ->
                        assertThat(got.error(AtTimeoutException.class).phase()).isEqualTo(Phase.QUEUE));
    }
}
