package io.atflux.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.SessionState;
import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.command.RetryRule;
import io.atflux.command.Settlement;
import io.atflux.error.AtConnectionException;
import io.atflux.error.AtException;
import io.atflux.error.Outcome;
import io.atflux.test.ScriptedModem;
import io.atflux.transport.AtTransport;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Each command ends exactly once, even if the session itself fails. */
class EndsTest {

    private final ScriptedModem modem = new ScriptedModem();

    /** The scripted modem on a transport whose answers can be made to throw. */
    private final class Failing implements AtTransport {
        private @Nullable Error failure;

        @Override
        public Mono<Channel> connect(ChannelHandler handler) {
            return modem.connect(handler);
        }

        @Override
        public String describe() {
            return "failing";
        }

        @Override
        public Scheduler timer() {
            return modem.timer();
        }

        @Override
        public Duration latencyAllowance() {
            if (failure != null) {
                throw failure;
            }
            return Duration.ZERO;
        }
    }

    private final Failing transport = new Failing();

    private AtSession session() {
        return Objects.requireNonNull(AtClient.over(transport).connect().block());
    }

    @Test
    void whoComesAfterALossIsToldItsReason() {
        AtSession session = session();
        IOException reset = new IOException("recvAddress(..) failed with error(-104): Connection reset by peer");
        modem.fails(reset);

        Got<AtReply> late = new Got<>(session.send("AT"));
        Got<AtReply> turn = new Got<>(session.exclusive(own -> own.send("AT")));

        for (Got<AtReply> got : List.of(late, turn)) {
            AtConnectionException error = got.error(AtConnectionException.class);
            assertThat(error)
                    .hasMessageContaining("the connection was lost: the other side reset it")
                    .hasCause(reset);
            assertThat(error.outcome()).isEqualTo(Outcome.NOT_SENT);
        }
    }

    @Test
    void whoComesAfterACloseIsToldSo() {
        AtSession session = session();
        session.close().block();

        Got<AtReply> late = new Got<>(session.send("AT"));

        assertThat(late.error(AtConnectionException.class)).hasMessageContaining("the connection is closed");
    }

    /** One command in each state: holding, pausing, queued, waiting in and for a turn. */
    private List<Got<?>> everywhere(AtSession session) {
        Settlement settlement = Settlement.by("+H", "", line -> Settlement.Verdict.NOT_MINE);
        modem.when("AT+H").answers("OK");
        modem.when("AT+P").answers("ERROR");
        modem.when("AT+S").staysSilent();
        List<Got<?>> all = new ArrayList<>();
        all.add(new Got<>(session.send(AtCommand.of("AT+P").retry(RetryRule.times(5)))));
        all.add(new Got<>(session.send(AtCommand.of("AT+H")
                .settledBy(settlement)
                .discipline(io.atflux.Discipline.INTERLEAVED)
                .timeout(Duration.ofMinutes(1)))));
        all.add(new Got<>(session.exclusive(turn -> turn.send("AT+S").zipWith(turn.send("AT+W")))));
        all.add(new Got<>(session.send("AT+Q")));
        all.add(new Got<>(session.exclusive(turn -> turn.send("AT+T"))));
        return all;
    }

    private static void allHeardOnce(List<Got<?>> all) {
        assertThat(all).allSatisfy(got -> {
            assertThat(got.values).isEmpty();
            assertThat(got.errors).hasSize(1).first().isInstanceOf(AtConnectionException.class);
        });
    }

    @Test
    void theSessionsEndReachesACommandInWhateverStateItIs() {
        AtSession session = session();
        List<Got<?>> all = everywhere(session);
        assertThat(all).allMatch(Got::isEmpty);
        modem.drops();
        allHeardOnce(all);
        assertThat(all.stream().map(got -> ((AtException) got.errors.get(0)).outcome()))
                .containsExactly(
                        Outcome.REJECTED, Outcome.UNKNOWN, Outcome.UNKNOWN, Outcome.NOT_SENT, Outcome.NOT_SENT);
    }

    @Test
    void whatMustNotBeThrownEndsTheSessionAndEverybodyIsTold() {
        AtSession session = session();
        Got<Void> closed = new Got<>(session.onClose());
        List<Got<?>> all = everywhere(session);
        transport.failure = new NoSuchMethodError("of another version");
        modem.prints("OK");
        allHeardOnce(all);
        assertThat(all.get(3).errors.get(0))
                .hasMessage("AT+Q: the session failed: java.lang.NoSuchMethodError [NOT_SENT]");
        closed.error(AtConnectionException.class);
        assertThat(session.state()).isEqualTo(SessionState.CLOSED);
        assertThat(modem.isOpen()).isFalse();
    }

    @Test
    void whatIsThrownAtADeadlineEndsTheSessionToo() {
        AtSession session = session();
        List<Got<?>> all = everywhere(session);
        transport.failure = new AssertionError("at a deadline");
        // The turn's command ends by its own limit at 10 s; the command after it fails at 13 s.
        modem.advance(Duration.ofSeconds(13));
        assertThat(all).allMatch(got -> got.values.isEmpty() && got.errors.size() == 1);
        assertThat(modem.isOpen()).isFalse();
    }

    @Test
    void whatIsThrownWhereACallersRequestIsTakenEndsTheSessionToo() {
        AtSession session = session();
        transport.failure = new AssertionError("at a write");
        Got<AtReply> got = new Got<>(session.send("AT"));
        got.error(AtConnectionException.class);
        assertThat(modem.sentLines()).isEmpty();
        assertThat(modem.isOpen()).isFalse();
    }

    @Test
    void aJvmAtItsEndEndsTheSessionAndEverybodyIsTold() {
        modem.when("AT+A").answers("OK");
        AtSession session = session();
        Got<Object> got = new Got<>(session.send(AtCommand.of("AT+A").as(reply -> {
            throw new InternalError("the JVM's own");
        })));
        got.error(AtConnectionException.class);
        assertThat(modem.isOpen()).isFalse();
    }

    @Test
    void whoSendsWhileItEndsIsToldAsWell() {
        modem.when("AT+S").staysSilent();
        AtSession session = session();
        List<Throwable> later = new ArrayList<>();
        session.send("AT+S").onErrorResume(lost -> session.send("AT+Q")).subscribe(value -> {}, later::add);
        session.send("AT+S").onErrorResume(lost -> session.send("AT+Q")).subscribe(value -> {}, later::add);
        modem.drops();
        assertThat(later).hasSize(2).allMatch(AtConnectionException.class::isInstance);
    }
}
