package io.atflux.internal.engine;

import static io.atflux.test.ScriptedModem.PROOF;
import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.SessionEvent;
import io.atflux.SessionState;
import io.atflux.command.AtReply;
import io.atflux.error.AtConnectionException;
import io.atflux.error.Outcome;
import io.atflux.fibocom.L610Profile;
import io.atflux.line.AtLine;
import io.atflux.profile.AtProfile;
import io.atflux.profile.Profiles;
import io.atflux.test.ScriptedModem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The earlier user of the line is unknown. */
class ResynchroniseTest {

    private static final AtProfile ONE_READ = Profiles.generic()
            .mutate()
            .probes("AT+CFUN?")
            .probesByRegister(false)
            .build();

    private final ScriptedModem modem = new ScriptedModem();

    @Test
    void oneProbeProvesThatAFreshSessionIsInStep() {
        modem.whenProof().answersProof();
        AtSession session = modem.session();
        List<SessionEvent> events = new ArrayList<>();
        session.events().subscribe(events::add);
        Got<Void> proof = new Got<>(session.resynchronise());
        assertThat(proof.completed).isTrue();
        assertThat(modem.sentLines()).containsExactly(PROOF);
        assertThat(session.stats().resyncs()).isZero();
        assertThat(session.state()).isEqualTo(SessionState.READY);
        assertThat(events).noneMatch(SessionEvent.Resynchronised.class::isInstance);
    }

    @Test
    void whatSomebodyElseIsStillAnsweredIsNobodys() {
        modem.when("AT").answersAfter(Duration.ofMillis(100), "OK");
        modem.whenProof().answersProofAfter(Duration.ofMillis(300));
        modem.when("AT+CSQ").answers("+CSQ: 1,99", "OK");
        AtSession session = modem.session();
        List<String> strays = new ArrayList<>();
        session.unclassified().map(AtLine::text).subscribe(strays::add);
        Got<AtReply> first = new Got<>(session.send("AT"));
        modem.prints("OK");
        assertThat(first.values).hasSize(1);
        Got<Void> proof = new Got<>(session.resynchronise());
        Got<AtReply> next = new Got<>(session.send("AT+CSQ"));
        modem.advance(Duration.ofMillis(200));
        assertThat(strays).containsExactly("OK");
        assertThat(proof.isEmpty()).isTrue();
        assertThat(modem.sentLines()).containsExactly("AT", PROOF);
        modem.advance(Duration.ofMillis(100));
        assertThat(proof.completed).isTrue();
        assertThat(next.values.get(0).texts()).containsExactly("+CSQ: 1,99");
        assertThat(session.stats().resyncs()).isEqualTo(1);
    }

    @Test
    void aModemThatRefusesRowsAndRegisterIsAskedASingleReadAndTheSessionSaysThatThisProvesLittle() {
        modem.when("AT+CFUN?").answers("+CFUN: 1", "OK");
        AtSession session = modem.session();
        List<SessionEvent> events = new ArrayList<>();
        session.events().subscribe(events::add);
        Got<Void> proof = new Got<>(session.resynchronise());
        modem.advance(Duration.ofSeconds(5));
        assertThat(proof.completed).isTrue();
        assertThat(modem.sentLines()).containsExactly(PROOF, PROOF, PROOF, PROOF, "AT+CMEE?", "AT+CFUN?");
        assertThat(events).anyMatch(SessionEvent.Presumed.class::isInstance);
    }

    @Test
    void aModemThatTakesOnlyASingleReadAndIsGoneIsAskedAgainAfterTheLongestSilence() {
        modem.whenPrefix("AT").staysSilent();
        AtSession session = modem.session(AtClient.over(modem).profile(ONE_READ));
        Got<Void> end = new Got<>(session.onClose());
        new Got<>(session.resynchronise());
        modem.advance(Duration.ofSeconds(1 + 210));
        assertThat(end.isEmpty()).isTrue();
        modem.advance(Duration.ofSeconds(4));
        assertThat(modem.sentLines()).containsExactly("AT+CFUN?", "AT", "AT", "AT", "ATQ0V1E0");
        modem.advance(Duration.ofSeconds(20));
        assertThat(end.error(AtConnectionException.class)).hasMessageContaining("no answer to 3 probes");
    }

    @Test
    void aModemThatTakesOnlyASingleReadAndIsBackAfterTheLongestSilenceIsKept() {
        modem.whenPrefix("AT+").staysSilent();
        modem.when("AT").answers("OK");
        AtSession session = modem.session(AtClient.over(modem).profile(ONE_READ));
        Got<Void> proof = new Got<>(session.resynchronise());
        modem.advance(Duration.ofSeconds(210));
        assertThat(proof.completed).isFalse();
        modem.advance(Duration.ofSeconds(2));
        assertThat(modem.sentLines()).containsExactly("AT+CFUN?", "AT");
        assertThat(proof.completed).isTrue();
    }

    @Test
    void aModemThatRefusesThemAllIsPresumedToBeInStepAfterTheLongestSilence() {
        modem.when("AT").answers("OK");
        AtSession session = modem.session();
        List<SessionEvent> events = new ArrayList<>();
        session.events().subscribe(events::add);
        Got<Void> proof = new Got<>(session.resynchronise());
        modem.advance(Duration.ofSeconds(200));
        modem.prints("HELLO");
        modem.advance(Duration.ofSeconds(210));
        assertThat(proof.completed).isFalse();
        modem.advance(Duration.ofSeconds(1));
        assertThat(proof.completed).isTrue();
        assertThat(events).anyMatch(SessionEvent.Presumed.class::isInstance);
        assertThat(new Got<>(session.send("AT")).values).hasSize(1);
    }

    @Test
    void aModemThatSaysOkToWhateverItIsAskedIsPresumedToBeInStepWithinSeconds() {
        modem.whenPrefix("AT").answers("OK");
        AtSession session = modem.session();
        List<SessionEvent> events = new ArrayList<>();
        session.events().subscribe(events::add);
        Got<Void> proof = new Got<>(session.resynchronise());
        modem.advance(Duration.ofMillis(8_000 + 3_000 + 999));
        assertThat(proof.completed).isFalse();
        modem.advance(Duration.ofMillis(1));
        assertThat(proof.completed).isTrue();
        assertThat(modem.sentLines())
                .containsExactly(PROOF, PROOF, PROOF, PROOF, "AT+CMEE?", "AT+CFUN?", "AT+CGSN?", "AT+IPR?");
        assertThat(events)
                .contains(new SessionEvent.Presumed("it answers OK to every command, followed by a silence of 3 s"));
    }

    @Test
    void oneThatSaysOkOnceTooOftenMayHaveMoreToSay() {
        modem.whenPrefix("AT").answers("OK").answers("OK", "OK").answers("OK");
        AtSession session = modem.session();
        Got<Void> proof = new Got<>(session.resynchronise());
        modem.advance(Duration.ofSeconds(100));
        assertThat(proof.completed).isFalse();
        modem.advance(Duration.ofSeconds(130));
        assertThat(proof.completed).isTrue();
    }

    @Test
    void resultCodesOfTheCatalogueDoNotBreakThatSilence() {
        modem.when("AT").answers("OK");
        AtSession session = modem.session(
                AtClient.over(modem).profile(L610Profile.defaults().atProfile()));
        Got<Void> proof = new Got<>(session.resynchronise());
        modem.advance(Duration.ofSeconds(11));
        for (int i = 1; i <= 19; i++) {
            modem.advance(Duration.ofSeconds(10));
            modem.printsRaw("\r\n+CR");
            modem.printsRaw("EG: 1\r");
            modem.printsRaw("\n");
        }
        assertThat(proof.completed).isFalse();
        modem.advance(Duration.ofSeconds(10));
        modem.printsRaw("\r\n+CREG: 1\r\n");
        assertThat(proof.completed).isFalse();
        modem.advance(Duration.ofSeconds(10));
        modem.printsRaw("\r\n+CREG: 1\r\n");
        modem.advance(Duration.ofSeconds(1));
        assertThat(proof.completed).isTrue();
        assertThat(new Got<>(session.send("AT")).values).hasSize(1);
    }

    /** A text ends after the silence of a gap, which is no byte. */
    @Test
    void messagesOfSeveralReadsDoNotBreakThatSilence() {
        Got<Void> proof = afterRefusals(L610Profile.defaults().atProfile(), 4, () -> {
            modem.printsRaw("\r\n+MQTTMSG: 1, 0, t, on");
            modem.printsRaw("e\r");
            modem.printsRaw("\n");
        });
        modem.advance(Duration.ofSeconds(5));
        assertThat(proof.completed).isFalse();
        modem.advance(Duration.ofSeconds(2));
        assertThat(proof.completed).isTrue();
    }

    /** An OK in the missing part may have ended an answer. */
    @Test
    void aTextThatIsCutBreaksThatSilence() {
        Got<Void> proof = afterRefusals(
                L610Profile.defaults().atProfile(),
                2,
                () -> modem.printsRaw("\r\n+MQTTMSG: 1,0,\"t\",\"one\r\nand two\r\n"));
        modem.advance(Duration.ofSeconds(209));
        assertThat(proof.completed).isFalse();
        modem.advance(Duration.ofSeconds(2));
        assertThat(proof.completed).isTrue();
    }

    /** @return the proof, 200 s after all words were refused, with so many events at equal intervals */
    private Got<Void> afterRefusals(AtProfile profile, int times, Runnable event) {
        modem.when("AT").answers("OK");
        AtSession session = modem.session(AtClient.over(modem).profile(profile));
        Got<Void> proof = new Got<>(session.resynchronise());
        modem.advance(Duration.ofSeconds(12));
        for (int i = 0; i < times; i++) {
            modem.advance(Duration.ofSeconds(200 / times));
            event.run();
        }
        assertThat(proof.completed).isFalse();
        return proof;
    }

    @Test
    void aModemThatIsNeverSilentEndsTheSessionInsteadOfLettingEverybodyWaitForEver() {
        AtSession session = modem.session();
        Got<Void> proof = new Got<>(session.resynchronise());
        Got<AtReply> waiting = new Got<>(session.send("AT+CSQ"));
        modem.advance(Duration.ofSeconds(11));
        for (int i = 0; i < 62; i++) {
            modem.advance(Duration.ofSeconds(10));
            modem.printsRaw("\r\n+HEARTBEAT: 1\r\n");
        }
        assertThat(waiting.isEmpty()).isTrue();
        modem.advance(Duration.ofSeconds(13));
        assertThat(proof.error(AtConnectionException.class))
                .hasMessageContaining("there was never a silence of 210 s; last lines: \"+HEARTBEAT: 1\"");
        assertThat(waiting.error(AtConnectionException.class).outcome()).isEqualTo(Outcome.NOT_SENT);
        assertThat(session.state()).isEqualTo(SessionState.CLOSED);
    }

    @Test
    void oneThatIsSilentIsNotThere() {
        modem.whenPrefix("AT").staysSilent();
        AtSession session = modem.session();
        Got<Void> proof = new Got<>(session.resynchronise());
        modem.advance(Duration.ofSeconds(5));
        assertThat(proof.error(AtConnectionException.class)).hasMessageContaining("no answer to 3 probes");
        assertThat(session.state()).isEqualTo(SessionState.CLOSED);
    }

    @Test
    void whatTheSessionItselfIsOwedIsWaitedForAndProvenAtOnce() {
        modem.when("AT+LOST").staysSilent();
        modem.whenProof().answersProof();
        AtSession session = modem.session();
        new Got<>(session.send("AT+LOST"));
        Got<Void> proof = new Got<>(session.resynchronise());
        modem.advance(Duration.ofSeconds(13));
        assertThat(proof.completed).isTrue();
        assertThat(modem.sentLines()).containsExactly("AT+LOST", PROOF);
    }

    @Test
    void whatIsProvenIsNotAskedAgain() {
        modem.whenProof().answersProof();
        AtSession session = modem.session();
        new Got<>(session.resynchronise());
        assertThat(new Got<>(session.resynchronise()).completed).isTrue();
        assertThat(modem.sentLines()).containsExactly(PROOF);
    }

    @Test
    void aReplyThatCameInTimeProvesNothingOfOthers() {
        modem.when("AT+SLOW").answersAfter(Duration.ofSeconds(11), "OK");
        modem.whenProof().answersProof();
        AtSession session = modem.session();
        new Got<>(session.send("AT+SLOW"));
        Got<Void> proof = new Got<>(session.resynchronise());
        modem.advance(Duration.ofSeconds(11));
        assertThat(proof.completed).isTrue();
        assertThat(modem.sentLines()).containsExactly("AT+SLOW", PROOF);
    }

    @Test
    void givingItUpLeavesTheSessionInStep() {
        modem.whenProof().answersProofAfter(Duration.ofMillis(500));
        modem.when("AT").answers("OK");
        AtSession session = modem.session();
        Got<Void> proof = new Got<>(session.resynchronise());
        proof.subscription.dispose();
        Got<AtReply> next = new Got<>(session.send("AT"));
        modem.advance(Duration.ofMillis(499));
        assertThat(modem.sentLines()).containsExactly(PROOF);
        modem.advance(Duration.ofMillis(1));
        assertThat(next.values).hasSize(1);
        assertThat(proof.isEmpty()).isTrue();
    }

    @Test
    void aProfileWithoutProbesAsksNothing() {
        AtSession session = modem.session(
                AtClient.over(modem).profile(AtProfile.builder("mute").build()));
        assertThat(new Got<>(session.resynchronise()).completed).isTrue();
        assertThat(modem.sentLines()).isEmpty();
    }
}
