package io.atflux.failuremodes;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.SessionEvent;
import io.atflux.command.AtCommand;
import io.atflux.command.RetryRule;
import io.atflux.command.Settlement;
import io.atflux.command.Settlement.Verdict;
import io.atflux.error.AtException;
import io.atflux.error.AtTimeoutException;
import io.atflux.fibocom.L610Profile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A module that restarts with its notices switched off ({@code AT+MSTART=0,0}). */
class QuietRestartTest {

    private final V250Modem modem = new V250Modem();
    private final List<String> got = new ArrayList<>();
    private final List<SessionEvent> events = new ArrayList<>();
    private final AtSession session = modem.line.session(
            AtClient.over(modem.line).profile(L610Profile.defaults().atProfile()));

    @BeforeEach
    void isSetUp() {
        session.events().subscribe(events::add);
        send(AtCommand.raw("ATE0"));
        advance(ofMillis(100));
        send(AtCommand.raw("AT+CMEE=2"));
        advance(ofMillis(100));
        session.resynchronise().subscribe();
        advance(ofSeconds(1));
        assertThat(got).containsExactly("OK", "OK");
        got.clear();
        modem.log.clear();
    }

    private void send(AtCommand<?> command) {
        session.send(command)
                .subscribe(
                        reply -> got.add("OK"),
                        failed -> got.add(
                                AtTimeoutException.isRestart(failed)
                                        ? "RESTART " + ((AtException) failed).outcome()
                                        : String.valueOf(failed.getMessage())));
    }

    private void advance(Duration by) {
        for (long i = 0; i < by.toMillis(); i += 10) {
            modem.line.advance(ofMillis(10));
        }
    }

    private void restarts() {
        modem.echo = true;
        modem.cmee = 0;
    }

    private long restartsFound() {
        return events.stream().filter(SessionEvent.Restarted.class::isInstance).count();
    }

    /**
     * The command waits for its result code, which the restart has made the module forget; the query is interleaved.
     */
    private static AtCommand<?> waits() {
        return AtCommand.of("AT+CSET=1")
                .settledBy(Settlement.by("+DONE", "", line -> Verdict.NOT_MINE))
                .discipline(io.atflux.Discipline.INTERLEAVED)
                .timeout(ofSeconds(150))
                .retry(RetryRule.times(2));
    }

    @Test
    void anEchoThatIsBackAndAWordThatComesBackTooEndWhatTheModuleWasAskedBefore() {
        modem.settable = true;
        send(waits());
        advance(ofSeconds(1));
        restarts();
        send(AtCommand.raw("AT+CFUN?"));
        advance(ofSeconds(1));
        assertThat(got).containsExactly("OK");
        send(AtCommand.raw("AT+CFUN?"));
        advance(ofSeconds(1));
        assertThat(got).containsExactly("OK", "RESTART UNKNOWN", "OK");
        assertThat(restartsFound()).isEqualTo(1);
        assertThat(modem.log).hasSize(4);
        advance(ofSeconds(400));
        assertThat(modem.log).as("it is not written again").hasSize(4);
    }

    @Test
    void aWordThatComesBackShowsItThoughNothingElseDid() {
        modem.settable = true;
        send(waits());
        advance(ofSeconds(1));
        modem.echo = true;
        modem.dead = true;
        send(AtCommand.of("AT+CFUN?"));
        advance(ofSeconds(1));
        modem.dead = false;
        send(AtCommand.raw("AT+CFUN?"));
        advance(ofSeconds(5));
        assertThat(got).containsExactly("AT+CFUN?: no final result within 1 s [UNKNOWN]", "RESTART UNKNOWN", "OK");
        assertThat(restartsFound()).isEqualTo(1);
    }

    /** The module's echoes, which were never switched off, tell nothing. */
    private void echoes() {
        send(AtCommand.raw("ATE1"));
        advance(ofMillis(100));
        got.clear();
        modem.log.clear();
    }

    /** The session resynchronises, until a word was drawn with the setting in it. */
    private void finds() {
        for (int i = 0; i < 20 && restartsFound() == 0; i++) {
            modem.dead = true;
            send(AtCommand.of("AT+CFUN?"));
            advance(ofSeconds(1));
            modem.dead = false;
            send(AtCommand.raw("AT+CFUN?"));
            advance(ofSeconds(5));
        }
    }

    @Test
    void aSettingThatIsBackEndsItWheneverAWordIsAnsweredHoweverItEchoes() {
        echoes();
        modem.settable = true;
        send(waits());
        advance(ofSeconds(1));
        modem.cmee = 0;
        finds();
        assertThat(got).contains("RESTART UNKNOWN", "OK");
        assertThat(restartsFound()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AT+CMEE=1", "ATE0+CMEE=0"})
    void aSettingThatTheCallerChangedIsNoSign(String line) {
        send(AtCommand.raw(line));
        advance(ofSeconds(1));
        modem.cmee = 1;
        modem.dead = true;
        for (int i = 0; i < 3; i++) {
            modem.dead = true;
            send(AtCommand.of("AT+CFUN?"));
            advance(ofSeconds(1));
            modem.dead = false;
            send(AtCommand.raw("AT+CFUN?"));
            advance(ofSeconds(5));
        }
        assertThat(restartsFound()).isZero();
    }

    @Test
    void whatWasWrittenOnlyAfterTheRestartGoesOn() {
        restarts();
        send(AtCommand.of("AT+UNKNOWN").retry(RetryRule.times(1)));
        advance(ofSeconds(4));
        assertThat(got).hasSize(1).first().asString().contains("REJECTED");
        assertThat(restartsFound()).isEqualTo(1);
        assertThat(modem.log.stream().filter("AT+UNKNOWN"::equals)).hasSize(2);
    }

    @Test
    void aTextThatLooksLikeTheEchoCostsAWordAndEndsNothing() {
        modem.settable = true;
        send(waits());
        advance(ofSeconds(1));
        modem.dead = true;
        send(AtCommand.raw("AT+CFUN?"));
        modem.line.printsRaw("AT+CFUN?\r");
        advance(ofMillis(200));
        modem.dead = false;
        modem.line.printsRaw("\r\n+CFUN: 1\r\n\r\nOK\r\n");
        send(AtCommand.raw("AT+CFUN?"));
        advance(ofSeconds(1));
        assertThat(got).containsExactly("OK", "OK");
        assertThat(restartsFound()).isZero();
        assertThat(modem.log).hasSize(3);
        send(AtCommand.raw("AT+CFUN?"));
        advance(ofSeconds(1));
        assertThat(modem.log).as("no restart is suspected any more").hasSize(4);
    }

    @Test
    void aMessageAfterAnEchoThatIsBackIsWholeAlsoIfAnotherOneCameBeforeTheEcho() {
        List<String> messages = new ArrayList<>();
        session.urcs().subscribe(line -> messages.add(line.text()));
        modem.line.printsRaw("\r\n+MQTTMSG: 1, 0, t, one\r\n");
        advance(ofSeconds(1));
        modem.dead = true;
        send(AtCommand.raw("AT+CFUN?"));
        modem.line.printsRaw("AT+CFUN?\r");
        advance(ofMillis(100));
        modem.dead = false;
        modem.line.printsRaw("\r\n+MQTTMSG: 1, 0, t, two\r\n\r\n+CFUN: 1\r\n\r\nOK\r\n");
        advance(ofSeconds(1));
        assertThat(messages).containsExactly("+MQTTMSG: 1, 0, t, one", "+MQTTMSG: 1, 0, t, two");
        assertThat(got).containsExactly("OK");
    }

    @Test
    void errorsWithoutReasonCostNothing() {
        modem.bareErrors = true;
        send(AtCommand.raw("AT+UNKNOWN"));
        advance(ofSeconds(1));
        send(AtCommand.raw("AT+UNKNOWN"));
        advance(ofSeconds(1));
        assertThat(modem.log).containsExactly("AT+UNKNOWN", "AT+UNKNOWN");
    }
}
