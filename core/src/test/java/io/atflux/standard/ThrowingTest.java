package io.atflux.standard;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.command.AtCommand;
import io.atflux.command.Recheck;
import io.atflux.command.RetryRule;
import io.atflux.command.Settlement;
import io.atflux.line.LineShape;
import io.atflux.observe.SessionObserver;
import io.atflux.profile.AtProfile;
import io.atflux.profile.Profiles;
import io.atflux.test.DroppedSignals;
import io.atflux.urc.UrcType;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** After any exception at any place of a user's code, its command ends, and the next one gets its own reply. */
class ThrowingTest {

    /** User code that the engine calls during its own work. */
    enum Place {
        DECODER,
        ANSWERS_SHAPE,
        SETTLEMENT,
        RECHECK,
        TURN,
        OBSERVER,
        RECORDER,
        URC_SHAPE,
        URC_DECODER,
        ON_NEXT,
        ON_ERROR,
        URC_LISTENER,
        EVENT_LISTENER
    }

    static Stream<Arguments> cases() {
        return Arrays.stream(Place.values())
                .flatMap(place -> Arrays.stream(Thrown.values()).map(kind -> Arguments.of(place, kind)));
    }

    /** Reactor's handling of dropped errors is not tested here. */
    @AfterEach
    void takeWhatWasDropped() {
        DroppedSignals.take();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyCommandEndsAndTheNextOneWorks(Place place, Thrown kind) {
        Bench bench = new Bench();
        AtSession session = bench.session(profile(place, kind), client -> with(client, place, kind));
        AtCommand<?> command = command(place, kind);
        switch (place) {
            case ON_NEXT -> bench.end(session.send(command).doOnNext(reply -> kind.throwIt()));
            case ON_ERROR -> bench.end(session.send("AT+NONE").doOnError(failure -> kind.throwIt()));
            case TURN ->
                assertThat(bench.end(session.exclusive(own -> kind.throwIt()))).isNotNull();
            case URC_LISTENER -> session.urcs().subscribe(code -> kind.throwIt(), lost -> {});
            case EVENT_LISTENER -> session.events().subscribe(event -> kind.throwIt(), lost -> {});
            default ->
                assertThat(bench.end(session.send(command)))
                        .as(bench.transcript())
                        .isNotNull();
        }
        bench.prints("+CREG: 1");
        bench.prints("RING");

        assertThat(bench.works(session)).as(bench.transcript()).isTrue();
    }

    private static AtClient with(AtClient client, Place place, Thrown kind) {
        return switch (place) {
            case OBSERVER ->
                client.observer(new SessionObserver() {
                    @Override
                    public void commandEnded(Command command) {
                        kind.throwIt();
                    }
                });
            case RECORDER -> client.recordTo(event -> kind.throwIt());
            default -> client;
        };
    }

    private static AtProfile profile(Place place, Thrown kind) {
        AtProfile.Builder profile = Profiles.generic().mutate();
        return switch (place) {
            case URC_SHAPE ->
                profile.urc(UrcType.of(LineShape.named("+CSQ").where(p -> kind.throwIt())))
                        .build();
            case URC_DECODER ->
                profile.urc(UrcType.of(LineShape.named("+XCODE"), line -> kind.throwIt()))
                        .build();
            default -> profile.build();
        };
    }

    private static AtCommand<?> command(Place place, Thrown kind) {
        AtCommand<?> command = AtCommand.of("AT+CSQ").timeout(Duration.ofSeconds(20));
        return switch (place) {
            case DECODER -> command.as(reply -> kind.throwIt());
            case ANSWERS_SHAPE -> command.answeredBy(LineShape.named("+CSQ").where(p -> kind.throwIt()));
            case SETTLEMENT -> command.settledBy(Settlement.by("+CREG", "", line -> kind.throwIt()));
            case RECHECK -> AtCommand.of("AT+NONE").retry(RetryRule.times(2)).recheckedBy(recheck(kind));
            default -> command;
        };
    }

    private static <R> Recheck<R> recheck(Thrown kind) {
        return (session, failure) -> kind.throwIt();
    }
}
