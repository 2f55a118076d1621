package io.atflux.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.SessionState;
import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.command.CommandText;
import io.atflux.command.CountedAnswer;
import io.atflux.command.RetryRule;
import io.atflux.command.Settlement;
import io.atflux.error.AtProtocolException;
import io.atflux.error.AtTimeoutException;
import io.atflux.error.Outcome;
import io.atflux.line.LineShape;
import io.atflux.observe.SessionObserver;
import io.atflux.profile.Profiles;
import io.atflux.test.ScriptedModem;
import io.atflux.urc.Overflow;
import io.atflux.urc.UrcType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;
import reactor.test.publisher.TestPublisher;
import reactor.util.context.Context;

/** Any exception of a user's code reaches its caller, and the session continues. */
class ForeignCodeTest {

    private final ScriptedModem modem = new ScriptedModem();

    static Stream<Supplier<Throwable>> thrown() {
        return Stream.of(
                () -> new IllegalStateException("thrown"),
                () -> new AssertionError("thrown"),
                () -> new NoSuchMethodError("thrown"),
                () -> new StackOverflowError("thrown"),
                () -> new java.io.IOException("thrown"));
    }

    /** Throws any exception, unchecked by the compiler. */
    @SuppressWarnings("unchecked")
    private static <E extends Throwable, R> R raise(Supplier<Throwable> thrown) throws E {
        throw (E) thrown.get();
    }

    private static <R> R raised(Supplier<Throwable> thrown) {
        return ForeignCodeTest.<RuntimeException, R>raise(thrown);
    }

    private void goesOn(AtSession session) {
        modem.when("AT+NEXT").answers("+NEXT: 1", "OK");
        Got<AtReply> next = new Got<>(session.send("AT+NEXT"));
        assertThat(next.values).hasSize(1);
        assertThat(session.state()).isEqualTo(SessionState.READY);
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void aDecoderThatThrowsIsItsOwnCallersError(Supplier<Throwable> thrown) {
        modem.when("AT+A").answers("+A: 1", "OK");
        AtSession session = modem.session();
        Got<Object> got = new Got<>(session.send(AtCommand.of("AT+A").as(reply -> raised(thrown))));
        AtProtocolException error = got.error(AtProtocolException.class);
        assertThat(error).hasMessage("AT+A: the reply makes no sense: thrown [UNKNOWN]");
        assertThat(error.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(error.lines()).hasSize(1);
        goesOn(session);
    }

    @Test
    @SuppressWarnings("NullAway")
    void aDecoderWithoutAResultIsItsOwnCallersError() {
        modem.when("AT+A").answers("OK");
        AtSession session = modem.session();
        Got<Object> got = new Got<>(session.send(AtCommand.of("AT+A").as(reply -> null)));
        assertThat(got.error(AtProtocolException.class)).hasMessageContaining("the decoder has no result");
        goesOn(session);
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void anObserverThatThrowsFromAllItIsToldChangesNothing(Supplier<Throwable> thrown) {
        modem.when("AT+SLOW").answersAfter(Duration.ofSeconds(2), "OK");
        AtSession session = modem.session(AtClient.over(modem).observer(new SessionObserver() {
            @Override
            public void commandEnded(Command command) {
                raised(thrown);
            }

            @Override
            public void lateReply() {
                raised(thrown);
            }

            @Override
            public void unclassified() {
                raised(thrown);
            }

            @Override
            public void queued(int change) {
                raised(thrown);
            }
        }));
        Got<AtReply> slow = new Got<>(session.send(AtCommand.of("AT+SLOW")));
        Got<AtReply> waits = new Got<>(session.send("AT+NEXT"));
        modem.prints("neither here nor there");
        modem.advance(Duration.ofSeconds(5));
        slow.error(AtTimeoutException.class);
        assertThat(waits.isEmpty()).isFalse();
        modem.prints("neither here nor there");
        goesOn(session);
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void aRecorderThatThrowsKeepsNoByteFromTheLine(Supplier<Throwable> thrown) {
        modem.when("AT+A").answers("+A: 1", "OK");
        AtSession session = modem.session(AtClient.over(modem).recordTo(event -> raised(thrown)));
        Got<AtReply> got = new Got<>(session.send("AT+A"));
        assertThat(got.values).hasSize(1);
        goesOn(session);
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void aLineThatAJudgeThrowsOnIsNotItsOwn(Supplier<Throwable> thrown) {
        modem.when("AT+A").answers("+A: odd", "OK", "+A: odd", "+A: 1");
        AtSession session = modem.session();
        Settlement settlement = Settlement.by(
                "+A",
                "",
                line -> line.text().equals("+A: 1")
                        ? Settlement.Verdict.SUCCESS
                        : line.isNamed("+A") ? raised(thrown) : Settlement.Verdict.NOT_MINE);
        Got<AtReply> got = new Got<>(session.send(AtCommand.of("AT+A").settledBy(settlement)));
        assertThat(got.values).hasSize(1);
        goesOn(session);
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void aLineThatAShapeThrowsOnHasAnotherShape(Supplier<Throwable> thrown) {
        LineShape shape = LineShape.named("+A").where(p -> p.is(0, 1) || ForeignCodeTest.<Boolean>raised(thrown));
        modem.when("AT+A").answers("+A: odd", "+A: 1", "OK");
        AtSession session = modem.session(AtClient.over(modem)
                .profile(Profiles.generic()
                        .mutate()
                        .urc(UrcType.of(LineShape.named("+U").where(p -> raised(thrown))))
                        .build()));
        List<String> urcs = new ArrayList<>();
        session.urcs().subscribe(line -> urcs.add(line.text()), ended -> {});
        Got<AtReply> got = new Got<>(session.send(AtCommand.of("AT+A").answeredBy(shape)));
        modem.prints("+U: 1");
        assertThat(got.values).hasSize(1);
        assertThat(urcs).containsExactly("+U: 1");
        goesOn(session);
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void aCountThatThrowsMakesTheLineALineLikeOthers(Supplier<Throwable> thrown) {
        modem.when("AT+READ").answers("+READ: 5,hello", "OK");
        AtSession session = modem.session();
        Got<AtReply> got = new Got<>(session.send(
                AtCommand.of("AT+READ").answeredByCounted(CountedAnswer.of("+READ", 1, header -> raised(thrown)))));
        assertThat(got.values.get(0).texts()).containsExactly("+READ: 5,hello");
        goesOn(session);
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void aResultCodeThatADecoderThrowsOnIsUnclassified(Supplier<Throwable> thrown) {
        AtSession session = modem.session();
        List<String> unclassified = new ArrayList<>();
        session.unclassified().subscribe(line -> unclassified.add(line.text()));
        session.urcs(UrcType.of(LineShape.named("+U"), line -> raised(thrown))).subscribe();
        modem.prints("+U: 1");
        modem.advance(Duration.ZERO);
        goesOn(session);
        assertThat(unclassified).containsExactly("+U: 1");
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void aDropListenerThatThrowsCostsNobodyAnEvent(Supplier<Throwable> thrown) {
        AtSession session = modem.session();
        TestPublisher<Object> never = TestPublisher.create();
        session.urcs(UrcType.of(LineShape.named("+U")), Overflow.dropOldest(1).counting(lost -> raised(thrown)))
                .contextWrite(Context.of(
                        "reactor.onErrorDropped.local", (java.util.function.Consumer<Throwable>) dropped -> {}))
                .limitRate(1)
                .concatMap(line -> never.mono(), 1)
                .subscribe();
        List<String> others = new ArrayList<>();
        session.urcs().subscribe(line -> others.add(line.text()));
        for (int i = 0; i < 5; i++) {
            modem.prints("+U: " + i);
        }
        assertThat(others).hasSize(5);
        goesOn(session);
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void aRecheckThatThrowsMeansWriteAgain(Supplier<Throwable> thrown) {
        modem.when("AT+A").answers("ERROR").answers("OK");
        AtSession session = modem.session();
        Got<AtReply> made = new Got<>(session.send(
                AtCommand.of("AT+A").retry(RetryRule.times(1)).recheckedBy((turn, failure) -> raised(thrown))));
        modem.advance(Duration.ofSeconds(1));
        assertThat(made.values).hasSize(1);
        modem.when("AT+B").answers("ERROR").answers("OK");
        Got<AtReply> within = new Got<>(session.send(
                AtCommand.of("AT+B").retry(RetryRule.times(1)).recheckedBy((turn, failure) -> turn.send("AT+A")
                        .map(reply -> raised(thrown)))));
        modem.advance(Duration.ofSeconds(1));
        assertThat(within.values).hasSize(1);
        goesOn(session);
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void aTurnsBodyThatThrowsIsItsCallersError(Supplier<Throwable> thrown) {
        AtSession session = modem.session();
        Got<Object> making = new Got<>(session.exclusive(turn -> raised(thrown)));
        assertThat(making.errors).hasSize(1);
        Got<Object> subscribing = new Got<>(session.exclusive(turn -> Mono.<Object>fromSupplier(() -> raised(thrown))));
        assertThat(subscribing.errors).hasSize(1);
        modem.when("AT+A").answers("OK");
        Got<Object> within =
                new Got<>(session.exclusive(turn -> turn.send("AT+A").map(reply -> raised(thrown))));
        assertThat(within.errors).hasSize(1);
        goesOn(session);
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void aCallersChainThatThrowsHearsOfIt(Supplier<Throwable> thrown) {
        modem.when("AT+A").answers("OK");
        AtSession session = modem.session();
        Got<Object> got = new Got<>(session.send("AT+A").map(reply -> raised(thrown)));
        assertThat(got.errors).hasSize(1);
        goesOn(session);
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void anEntryOfTheLogContextThatThrowsChangesNothing(Supplier<Throwable> thrown) {
        Object entry = new Object() {
            @Override
            public String toString() {
                return raised(thrown);
            }
        };
        modem.when("AT+A").answers("OK");
        AtSession session = modem.session(AtClient.over(modem).logContext("who"));
        try (WireLogged logged = WireLogged.on()) {
            Got<AtReply> got = new Got<>(session.send("AT+A").contextWrite(Context.of("who", entry)));
            assertThat(got.values).hasSize(1);
            assertThat(logged.lines()).isNotEmpty();
        }
        goesOn(session);
    }

    @Test
    void whatThrowsAgainAndAgainIsLoggedFewTimesAndWithoutTheLinesWords() {
        CommandText odd = CommandText.of("AT+A");
        modem.when("AT+A").answers("OK");
        AtSession session = modem.session();
        try (WireLogged logged = WireLogged.of("io.atflux.internal.foreign.Foreign")) {
            LineShape shape = LineShape.named("+S").where(p -> {
                throw new IllegalArgumentException(p.text(0));
            });
            session.urcs(UrcType.of(shape)).subscribe();
            for (int i = 0; i < 1_000; i++) {
                modem.prints("+S: 4711");
            }
            assertThat(logged.lines()).hasSize(10).allMatch("the test of a line's shape failed"::equals);
            assertThat(logged.traces())
                    .allMatch(trace -> trace.contains("java.lang.IllegalArgumentException"))
                    .noneMatch(trace -> trace.contains("4711"));
        }
        assertThat(new Got<>(session.send(AtCommand.of(odd))).values).hasSize(1);
    }
}
