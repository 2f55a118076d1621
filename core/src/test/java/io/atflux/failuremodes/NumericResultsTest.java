package io.atflux.failuremodes;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.command.RetryRule;
import io.atflux.error.AtRejectedException;
import io.atflux.line.LineShape;
import io.atflux.profile.Profiles;
import io.atflux.test.ScriptedModem;
import io.atflux.transport.Backoff;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Result codes as numbers (V.250 6.2.6), which have no lead and end in CR alone. */
class NumericResultsTest {

    private final ScriptedModem modem = new ScriptedModem();
    private final AtSession session = modem.session(AtClient.over(modem).profile(Profiles.generic()));
    private final List<String> got = new ArrayList<>();

    private void sends(AtCommand<AtReply> command) {
        sends(session, command);
    }

    private void sends(AtSession over, AtCommand<AtReply> command) {
        over.send(command)
                .subscribe(
                        reply -> got.add(reply.texts() + reply.result().text()),
                        failed -> got.add(
                                failed instanceof AtRejectedException no
                                        ? String.valueOf(no.getMessage()).replaceAll(".*: | \\[REJECTED]", "")
                                        : failed.getClass().getSimpleName()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ATV0", "ATV", "atv0", "ATE0V0Q0", "ATS0=3V0", "AT&F0V0"})
    @Tag("V.250:5.7.1")
    @Tag("V.250:6.2.6")
    void aNumberEndsACommandAfterTheSwitchToNumbersAndTheSwitchItself(String command) {
        modem.when(command).answersRaw("0\r");
        modem.when("AT+CSQ").answersRaw("+CSQ: 20,99\r\n0\r").answersRaw("4\r");
        sends(AtCommand.raw(command));
        sends(AtCommand.raw("AT+CSQ"));
        sends(AtCommand.raw("AT+CSQ"));
        assertThat(got).containsExactly("[]OK", "[+CSQ: 20,99]OK", "ERROR");
    }

    @Test
    @Tag("V.250:6.2.6")
    void wordsEndACommandTooAndShowThatNumbersAreLinesAgain() {
        modem.when("ATV0").answers("OK");
        modem.when("AT+X").answersRaw("0\r").answers("OK").answers("0", "4", "OK");
        sends(AtCommand.raw("ATV0"));
        sends(AtCommand.raw("AT+X"));
        sends(AtCommand.raw("AT+X"));
        sends(AtCommand.raw("AT+X"));
        assertThat(got).containsExactly("[]OK", "[]OK", "[]OK", "[0, 4]OK");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AT", "ATV1", "AT&V0", "ATS0=0", "AT+V0", "ATX4"})
    @Tag("V.250:6.2.6")
    void aNumberIsALineWithoutThatSwitch(String command) {
        modem.when(command).answers("OK");
        modem.when("AT+X").answers("0", "OK");
        sends(AtCommand.raw(command));
        sends(AtCommand.raw("AT+X"));
        assertThat(got).containsExactly("[]OK", "[0]OK");
    }

    @ParameterizedTest
    @CsvSource({"1,[]CONNECT", "3,NO CARRIER", "6,NO DIALTONE", "7,BUSY", "8,NO ANSWER"})
    @Tag("V.250:5.7.1")
    @Tag("V.250:6.3.4")
    void aCallEndsWithANumberOfItsOwn(String number, String end) {
        modem.when("ATV0").answersRaw("0\r");
        modem.when("ATD*99#").answersRaw("2\r" + number + "\r");
        sends(AtCommand.raw("ATV0"));
        sends(AtCommand.raw("ATD*99#"));
        assertThat(got).hasSize(2);
        assertThat(got.get(1)).isEqualTo(number.equals("1") ? "[2]CONNECT" : end);
    }

    @Test
    void aReSendDoesNotGetTheLinesOfTheAttemptBeforeItAsWell() {
        modem.when("ATV0").answersRaw("0\r");
        modem.when("AT+CPBR=1").staysSilent();
        sends(AtCommand.raw("ATV0"));
        sends(AtCommand.of("AT+CPBR=1")
                .answeredBy(LineShape.named("+CPBR"))
                .timeout(ofSeconds(1))
                .retry(RetryRule.times(1)));
        modem.advance(ofSeconds(2));
        assertThat(modem.countOf("AT+CPBR=1")).isEqualTo(2);
        modem.printsRaw("+CPBR: 1,\"5\"\r\n0\r");
        modem.printsRaw("\r\n+CPBR: 1,\"5\"\r\n\r\nOK\r\n");
        assertThat(got).containsExactly("[]OK", "[+CPBR: 1,\"5\"]OK");
    }

    @Test
    void aSecondSessionOnTheModemKnowsOfTheSwitch() {
        ScriptedModem kept = new ScriptedModem();
        kept.when("ATE0V0").answersRaw("ATE0V0\r0\r");
        kept.when("AT+CSQ").answersRaw("+CSQ: 20,99\r\n0\r").answersRaw("4\r");
        List<AtSession> sessions = new ArrayList<>();
        AtClient.over(kept)
                .timer(kept.timer())
                .sessions(Backoff.builder()
                        .waits(ofSeconds(1), 1, ofSeconds(1))
                        .jitter(0)
                        .build())
                .subscribe(sessions::add);
        sends(sessions.get(0), AtCommand.raw("ATE0V0"));
        kept.drops();
        kept.advance(ofSeconds(1));
        sends(sessions.get(1), AtCommand.raw("AT+CSQ"));
        sends(sessions.get(1), AtCommand.raw("AT+CSQ"));
        assertThat(kept.sentLines()).containsExactly("ATE0V0", "AT+CSQ", "AT+CSQ");
        assertThat(got).containsExactly("[]OK", "[+CSQ: 20,99]OK", "ERROR");
    }
}
