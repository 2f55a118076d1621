package io.atflux.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtClient;
import io.atflux.AtDeadline;
import io.atflux.AtSession;
import io.atflux.SessionEvent;
import io.atflux.SessionState;
import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.command.CountedAnswer;
import io.atflux.command.RetryRule;
import io.atflux.error.AtConnectionException;
import io.atflux.error.AtRejectedException;
import io.atflux.error.AtTimeoutException;
import io.atflux.profile.AtProfile;
import io.atflux.test.ScriptedModem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The self-description of a session: its name, its states, its notes, the reason of its end, and the details of an error. */
class TellingTest {

    private final ScriptedModem modem = new ScriptedModem();

    @Test
    void aSessionHasTheNameThatItsClientGaveIt() {
        AtSession session = modem.session(AtClient.over(modem).name("m"));
        assertThat(session.name()).isEqualTo("m");
        assertThat(session).hasToString("m");
    }

    @Test
    void eachChangeOfStateIsToldOnceAndTheEndBeforeTheStreamsEnd() {
        modem.when("AT").answersAfter(Duration.ofMillis(1), "OK");
        AtSession session = modem.session();
        List<String> told = new ArrayList<>();
        session.events().subscribe(event -> told.add("" + event), error -> {}, () -> told.add("end"));
        new Got<>(session.send("AT"));
        modem.advance(Duration.ofMillis(1));
        session.close().subscribe();
        assertThat(told)
                .containsExactly(
                        new SessionEvent.StateChanged(SessionState.READY, SessionState.BUSY).toString(),
                        new SessionEvent.StateChanged(SessionState.BUSY, SessionState.READY).toString(),
                        new SessionEvent.StateChanged(SessionState.READY, SessionState.CLOSED).toString(),
                        "end");
    }

    @Test
    void aSessionWithoutProbesSaysThatItIsNotProven() {
        AtSession session = modem.session(
                AtClient.over(modem).name("m").profile(AtProfile.builder("none").build()));
        try (WireLogged log = WireLogged.on()) {
            Got<Void> proof = new Got<>(session.resynchronise());
            assertThat(proof.completed).isTrue();
            assertThat(log.lines()).containsExactly("m -- the profile has no probes: not proven in step");
        }
        assertThat(modem.sentLines()).isEmpty();
    }

    @Test
    void aProofAndAPresumptionAreLogged() {
        modem.whenProof().answersProof();
        AtSession session = modem.session(AtClient.over(modem).name("m"));
        try (WireLogged log = WireLogged.on()) {
            new Got<>(session.resynchronise());
            assertThat(log.lines()).contains("m -- in step");
        }
        ScriptedModem other = new ScriptedModem();
        other.when("AT+CFUN?").answers("+CFUN: 1", "OK");
        AtSession presumed = other.session(AtClient.over(other).name("o"));
        try (WireLogged log = WireLogged.on()) {
            new Got<>(presumed.resynchronise());
            other.advance(Duration.ofSeconds(5));
            assertThat(log.lines()).anyMatch(line -> line.startsWith("o -- presumed to be in step: "));
        }
    }

    @Test
    void anAbortAndAnEscapeAreLogged() {
        modem.when("AT+COPS=?").answersAfter(Duration.ofSeconds(60), "OK").orAborted("OK");
        AtSession session = modem.session(AtClient.over(modem).name("m"));
        try (WireLogged log = WireLogged.on()) {
            Got<AtReply> scan =
                    new Got<>(session.send(AtCommand.raw("AT+COPS=?").abortedBy(' ')));
            modem.advance(Duration.ofSeconds(1));
            scan.subscription.dispose();
            assertThat(log.lines()).contains("m >> abort");
        }
    }

    /** A line that has not ended is held, since its rest may contain the end of a secret. */
    @Test
    void aRecordingIsWholeOnceTheLineIsLostOrTheCloseIsOver() {
        List<String> recorded = new ArrayList<>();
        modem.session(AtClient.over(modem).recordTo(event -> recorded.add(event.bytes())));
        modem.printsRaw("\r\n+X");
        assertThat(recorded).isEmpty();
        modem.drops();
        assertThat(recorded).containsExactly("\r\n+X");

        ScriptedModem other = new ScriptedModem();
        recorded.clear();
        AtSession session = other.session(AtClient.over(other).recordTo(event -> recorded.add(event.bytes())));
        other.printsRaw("\r\n+Y");
        List<String> whenClosed = new ArrayList<>();
        session.close().subscribe(nothing -> {}, error -> {}, () -> whenClosed.addAll(recorded));
        assertThat(whenClosed).containsExactly("\r\n+Y");
    }

    @Test
    void whatTheJvmMayNotSurviveIsTheReasonOfTheSessionsEnd() {
        AtSession session = modem.session();
        Got<Void> closed = new Got<>(session.onClose());
        InternalError fatal = new InternalError("the JVM's own");
        modem.when("AT+A").answers("OK");
        AtCommand<Object> command = AtCommand.of("AT+A").as(reply -> {
            throw fatal;
        });
        new Got<>(session.send(command));
        assertThat(closed.error(AtConnectionException.class))
                .hasMessageContaining("the session failed: java.lang.InternalError");
    }

    @Test
    void aDeadlineThatCutsACommandOffCarriesTheFailureOfItsLastAttempt() {
        modem.when("AT+A").answers("+CME ERROR: 3");
        AtSession session = modem.session();
        Got<AtReply> got = new Got<>(
                session.send(AtCommand.of("AT+A").retry(RetryRule.times(9).pausing(Duration.ofSeconds(10))))
                        .contextWrite(AtDeadline.within(Duration.ofSeconds(5))));
        modem.advance(Duration.ofSeconds(5));
        AtTimeoutException late = got.error(AtTimeoutException.class);
        assertThat(late.phase()).isEqualTo(AtTimeoutException.Phase.DEADLINE);
        assertThat(late.getSuppressed()).singleElement().isInstanceOf(AtRejectedException.class);
    }

    @Test
    void aCountedAnswerIsReadByTheNumberThatItsHeaderTells() {
        AtSession session = modem.session();
        modem.when("AT+READ").answersRaw("\r\n+BYTES: 8,A\r\nOK\r\nB\r\n\r\nOK\r\n");
        AtCommand<AtReply> read = AtCommand.of("AT+READ")
                .answeredByCounted(
                        CountedAnswer.of("+BYTES", 1, header -> header.number(0).orElse(-1)));
        Got<AtReply> got = new Got<>(session.send(read));
        assertThat(got.values).singleElement().satisfies(reply -> assertThat(reply.texts())
                .containsExactly("+BYTES: 8,A\r\nOK\r\nB"));
    }
}
