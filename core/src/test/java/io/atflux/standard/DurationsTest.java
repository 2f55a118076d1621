package io.atflux.standard;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtClient;
import io.atflux.AtDeadline;
import io.atflux.AtOptions;
import io.atflux.AtSession;
import io.atflux.command.AtCommand;
import io.atflux.command.Payload;
import io.atflux.command.RetryRule;
import io.atflux.error.AtUsageException;
import io.atflux.profile.AtProfile;
import io.atflux.profile.Profiles;
import io.atflux.test.DroppedSignals;
import io.atflux.transport.Backoff;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/** An extreme duration is refused at the call, or is kept; it breaks nothing later. */
class DurationsTest {

    /** The durations of a command. */
    enum OfCommand {
        TIMEOUT((command, time) -> command.timeout(time)),
        PROMPT_TIMEOUT((command, time) -> command.timeout(Duration.ofSeconds(5)).promptTimeout(time)),
        BOTH((command, time) -> command.timeout(time).promptTimeout(time)),
        WINDOW((command, time) -> command.retry(RetryRule.within(time))),
        PAUSE((command, time) -> command.retry(RetryRule.times(3).pausing(time))),
        PAUSE_IN_WINDOW((command, time) ->
                command.retry(RetryRule.within(Duration.ofSeconds(5)).pausing(time)));

        private final BiFunction<AtCommand<?>, Duration, AtCommand<?>> change;

        OfCommand(BiFunction<AtCommand<?>, Duration, AtCommand<?>> change) {
            this.change = change;
        }
    }

    /** The durations of a client. */
    enum OfClient {
        RAW_TIMEOUT(AtClient::rawTimeout),
        QUEUE_WAIT(AtClient::queueWait),
        TURN_IDLE(AtClient::turnIdle),
        LIVENESS(AtClient::liveness),
        DRAIN((client, time) -> changed(client, o -> o.drain(time))),
        PROBE_TIMEOUT((client, time) -> changed(client, o -> o.probeTimeout(time))),
        CLOSE_TIMEOUT((client, time) -> changed(client, o -> o.closeTimeout(time)));

        private final BiFunction<AtClient, Duration, AtClient> change;

        OfClient(BiFunction<AtClient, Duration, AtClient> change) {
            this.change = change;
        }

        private static AtClient changed(AtClient client, UnaryOperator<AtOptions.Builder> change) {
            return client.options(change.apply(AtOptions.builder()).build());
        }
    }

    /** The durations of a back-off. */
    enum OfBackoff {
        FIRST((backoff, time) -> backoff.waits(time, 2, Duration.ofSeconds(60))),
        CEILING((backoff, time) -> backoff.waits(Duration.ofSeconds(1), 2, time)),
        BOTH((backoff, time) -> backoff.waits(time, 2, time)),
        STABLE(Backoff.Builder::stable);

        private final BiFunction<Backoff.Builder, Duration, Backoff.Builder> change;

        OfBackoff(BiFunction<Backoff.Builder, Duration, Backoff.Builder> change) {
            this.change = change;
        }
    }

    static Stream<Arguments> commands() {
        return all(OfCommand.values());
    }

    static Stream<Arguments> clients() {
        return all(OfClient.values());
    }

    static Stream<Arguments> backoffs() {
        return all(OfBackoff.values());
    }

    private static Stream<Arguments> all(Object[] places) {
        return Arrays.stream(places).flatMap(place -> OddTimes.ALL.stream().map(time -> Arguments.of(place, time)));
    }

    @AfterEach
    void takeWhatWasDropped() {
        DroppedSignals.take();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void ofACommand(OfCommand place, Duration time) {
        for (String line : new String[] {"AT+CSQ", "AT+NONE", "AT+CMGS=\"1\""}) {
            Bench bench = new Bench();
            AtSession session = bench.session(profile(), client -> client);
            AtCommand<?> command = AtCommand.of(line);
            if (line.contains("CMGS")) {
                command = command.payload(Payload.text(new byte[] {'a'}));
            }
            AtCommand<?> changed;
            try {
                changed = place.change.apply(command, time);
            } catch (IllegalArgumentException | AtUsageException refused) {
                continue;
            }
            if (!isEndless(time) || !line.equals("AT+NONE") || place.ordinal() < OfCommand.WINDOW.ordinal()) {
                endsAndGoesOn(bench, session, session.send(changed));
            } else if (place == OfCommand.WINDOW) {
                bench.end(session.send(changed));
                assertThat(bench.modem.executions()).as(bench.transcript()).hasSizeGreaterThan(100);
            }
        }
    }

    private static boolean isEndless(Duration time) {
        return time.compareTo(Duration.ofMinutes(10)) > 0;
    }

    @ParameterizedTest
    @MethodSource("clients")
    void ofAClient(OfClient place, Duration time) {
        Bench bench = new Bench();
        AtSession session;
        try {
            session = bench.session(profile(), client -> place.change.apply(client, time));
        } catch (IllegalArgumentException | AtUsageException refused) {
            return;
        }
        endsAndGoesOn(bench, session, session.send("AT+CSQ"));
        endsAndGoesOn(bench, session, session.exclusive(own -> own.send("AT+CSQ")));
        endsAndGoesOn(bench, session, session.send(AtCommand.of("AT+COPS=?").timeout(Duration.ofMillis(1))));
        assertThat(bench.end(session.close())).as(bench.transcript()).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("backoffs")
    void ofABackoff(OfBackoff place, Duration time) {
        Bench bench = new Bench();
        Backoff backoff;
        try {
            backoff = place.change.apply(Backoff.builder(), time).build();
        } catch (IllegalArgumentException | AtUsageException refused) {
            return;
        }
        AtSession session = Objects.requireNonNull(bench.sessions(profile(), backoff));
        endsAndGoesOn(bench, session, session.send("AT+CSQ"));
    }

    @ParameterizedTest
    @MethodSource("times")
    void ofADeadline(Duration time) {
        Bench bench = new Bench();
        AtSession session = bench.session(profile(), client -> client);
        Function<Context, Context> deadline;
        try {
            deadline = AtDeadline.within(time);
        } catch (IllegalArgumentException | AtUsageException refused) {
            return;
        }
        endsAndGoesOn(bench, session, session.send("AT+CSQ").contextWrite(deadline));
    }

    static Stream<Duration> times() {
        return OddTimes.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("times")
    void ofAProfile(Duration time) {
        Bench bench = new Bench();
        AtProfile profile;
        try {
            profile = Profiles.generic().mutate().dataEntryIdle(time).build();
        } catch (IllegalArgumentException | AtUsageException refused) {
            return;
        }
        AtSession session = bench.session(profile, client -> client);
        AtCommand<?> message = AtCommand.of("AT+CMGS=\"1\"")
                .payload(Payload.text(new byte[] {'a'}))
                .timeout(Duration.ofSeconds(3));
        endsAndGoesOn(bench, session, session.send(message));
        if (!isEndless(time)) {
            endsAndGoesOn(bench, session, session.send(message.timeout(Duration.ofMillis(1))));
        }
    }

    private static AtProfile profile() {
        return Profiles.generic();
    }

    /** The command ends, and after it the session works, or has ended as well. */
    private static void endsAndGoesOn(Bench bench, AtSession session, Mono<?> sent) {
        assertThat(bench.end(sent)).as(bench.transcript()).isNotNull();
        boolean ended = bench.end(session.onClose()) != null;
        assertThat(ended || bench.works(session)).as(bench.transcript()).isTrue();
    }
}
