package io.atflux.failuremodes;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.command.AtCommand;
import io.atflux.command.RetryRule;
import io.atflux.fibocom.L610;
import io.atflux.fibocom.L610Profile;
import io.atflux.profile.Profiles;
import io.atflux.test.ScriptedModem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A module that sleeps on an idle line loses the first received byte. */
class WakingTest {

    private final V250Modem modem = new V250Modem();
    private final List<String> got = new ArrayList<>();

    private AtSession session(Duration sleepsAfter) {
        return modem.line.session(AtClient.over(modem.line)
                .profile(Profiles.generic().mutate().sleepsAfter(sleepsAfter).build()));
    }

    private void send(AtSession session, String line, RetryRule rule) {
        session.send(AtCommand.of(line).retry(rule))
                .subscribe(reply -> got.add("OK"), failed -> got.add(String.valueOf(failed.getMessage())));
    }

    private void advance(Duration by) {
        for (long i = 0; i < by.toMillis(); i += 10) {
            modem.line.advance(ofMillis(10));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1000, 10_000})
    void aModuleThatSleepsIsWokenByCrAHundredMillisecondsBeforeTheCommand(long sleepsAfter) {
        modem.sleepsAfter = sleepsAfter;
        AtSession session = session(ofMillis(sleepsAfter - 100));
        send(session, "ATE0", RetryRule.never());
        advance(ofMillis(90));
        assertThat(modem.log).containsExactly("(woken by 13)");
        advance(ofMillis(40));
        assertThat(modem.log).containsExactly("(woken by 13)", "ATE0");
        advance(ofSeconds(15));
        send(session, "AT+CMEE=2", RetryRule.never());
        advance(ofMillis(200));
        send(session, "AT+CMEE?", RetryRule.never());
        advance(ofMillis(20));
        assertThat(got).containsExactly("OK", "OK", "OK");
        assertThat(modem.log).containsExactly("(woken by 13)", "ATE0", "(woken by 13)", "AT+CMEE=2", "AT+CMEE?");
    }

    @Test
    void withoutTheOptionEachReSendLosesItsFirstByteAgain() {
        modem.sleepsAfter = 1000;
        send(session(Duration.ZERO), "ATE0", RetryRule.within(ofSeconds(10)));
        advance(ofSeconds(11));
        assertThat(got).hasSize(1).first().asString().contains("no final result within 1 s");
    }

    @Test
    void aReSendAfterSilenceIsPrecededByCrHoweverShortTheIdleness() {
        AtSession session = session(ofSeconds(3600));
        send(session, "ATE0", RetryRule.never());
        advance(ofMillis(200));
        modem.dead = true;
        send(session, "AT+CMEE=2", RetryRule.within(ofSeconds(10)));
        advance(ofMillis(1500));
        modem.dead = false;
        modem.sleepsAfter = 1500;
        advance(ofSeconds(1));
        assertThat(got).containsExactly("OK", "OK");
        assertThat(modem.log).containsExactly("ATE0", "(woken by 13)", "AT+CMEE=2");
    }

    @Test
    void aProbeIsPrecededByCrToo() {
        modem.sleepsAfter = 800;
        AtSession session = session(ofMillis(700));
        session.resynchronise().subscribe(none -> {}, failed -> got.add("failed"), () -> got.add("in step"));
        advance(ofSeconds(1));
        assertThat(got).containsExactly("in step");
        assertThat(modem.log.get(0)).isEqualTo("(woken by 13)");
    }

    @Test
    void theGuidesFirstStepsGoThroughToAModuleThatSleepsAfterASecond() {
        modem.sleepsAfter = 1000;
        L610Profile profile = L610Profile.builder().sleepsAfter(ofMillis(900)).build();
        AtSession session = modem.line.session(AtClient.over(modem.line).profile(profile.atProfile()));
        L610.over(modem.line)
                .profile(profile)
                .on(session)
                .modem()
                .synchronise()
                .subscribe(none -> {}, failed -> got.add("failed"), () -> got.add("in step"));
        advance(ofSeconds(2));
        assertThat(got).containsExactly("in step");
    }

    @Test
    void aModuleThatSleepsIsSetBackToo() {
        modem.sleepsAfter = 1000;
        modem.echo = false;
        modem.quiet = true;
        L610Profile profile = L610Profile.builder().sleepsAfter(ofMillis(900)).build();
        AtSession session = modem.line.session(AtClient.over(modem.line).profile(profile.atProfile()));
        L610.over(modem.line)
                .profile(profile)
                .on(session)
                .modem()
                .synchronise()
                .subscribe(none -> {}, failed -> got.add("failed"), () -> got.add("in step"));
        advance(ofSeconds(60));
        assertThat(got).containsExactly("in step");
        assertThat(modem.quiet).isFalse();
        assertThat(modem.log).containsSubsequence("(woken by 13)", "ATQ0V1E0");
    }

    @Test
    void noCrGoesOutWhileADataEntryMayBeOpenOrWhatMayBeAbortedIsOwed() {
        ScriptedModem scripted = new ScriptedModem();
        StringBuilder bytes = new StringBuilder();
        scripted.hearing(c -> bytes.append((char) c));
        scripted.whenPrefix("").staysSilent();
        AtSession session = scripted.session(AtClient.over(scripted)
                .profile(Profiles.generic().mutate().sleepsAfter(ofSeconds(1)).build()));
        session.send(AtCommand.of("AT+X").timeout(ofSeconds(5)).abortedBy(' ').retry(RetryRule.times(1)))
                .subscribe(reply -> {}, failed -> {});
        scripted.advance(ofMillis(100));
        scripted.advance(ofSeconds(30));
        assertThat(bytes.toString()).startsWith("\rAT+X\r AT");
    }
}
