package io.atflux.internal.lines;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.internal.codec.LineDialect;
import io.atflux.internal.text.Lines;
import io.atflux.line.AtLine;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The effect of a command line on the form of lines, V.250 5.2 and 6.2. */
class LineSettingsTest {

    private final LineDialect dialect = new LineDialect(null);
    private final LineSettings settings = new LineSettings(dialect);

    private void says(String wire) {
        settings.written(wire, 0, null, true);
        settings.accepted(wire);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ATE0",
                "ATE",
                "ate0",
                "ATX3E0",
                "AT&C1E0",
                "ATS0=9E0",
                "ATS0?E0",
                "ATS0E0",
                "AT+CMEE=1;E0",
                "ATE0V1",
                "ATE0Q0&C1",
                "ATZE0S3=13",
                "ATE0+IPR=9600",
                "AT+X=\"a;b\";E0"
            })
    @Tag("V.250:5.3.1")
    @Tag("V.250:6.2.4")
    void itIsSwitchedOffWhereverThatStandsInTheLine(String wire) {
        says(wire);
        assertThat(settings.mayEcho()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ATE1",
                "AT+X=\"a;E0\"",
                "AT+CMEE=E0",
                "ATDE0",
                "ATS0=0",
                "AT&E0",
                "XE0",
                "ATE0E1",
                "ATE0Z",
                "ATE0&F0",
                "ATE0+CMUX=0",
                "ATE00",
                "ATE09",
                "AT+X=E;X1"
            })
    @Tag("V.250:5.3.1")
    @Tag("V.250:6.3.1")
    void itIsNotSwitchedOffWhereThatIsNoCommandOrTheLastOneSaysOtherwise(String wire) {
        says(wire);
        assertThat(settings.mayEcho()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ATE1",
                "ATZ",
                "ATV1",
                "ATQ0",
                "AT&F",
                "AT&F0",
                "ATS3=13",
                "ATS4=10",
                "ATS5=8",
                "AT+IPR=9600",
                "AT+ICF=3,3"
            })
    @Tag("V.250:6.1.1")
    @Tag("V.250:6.1.2")
    @Tag("V.250:6.2.1")
    @Tag("V.250:6.2.10")
    @Tag("V.250:6.2.11")
    void whatMayChangeTheLooksOfLinesForgetsThatItWasSwitchedOff(String wire) {
        says("ATE0");
        settings.written(wire, 0, null, true);
        assertThat(settings.mayEcho()).isTrue();
        assertThat(settings.mayBeEchoWithinText(wire, 1)).as("its own echo").isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"AT&C1", "ATS7=60", "ATS0=3", "ATS0", "ATX4", "AT+IPR?", "AT+CSQ", "ATDE1"})
    void whatChangesNoneOfThemForgetsNothing(String wire) {
        says("ATE0");
        settings.written(wire, 0, null, true);
        assertThat(settings.mayEcho()).isFalse();
    }

    @Test
    @Tag("V.250:6.1.2")
    void whatMayChangeThemForgetsTheLearnedLineEndToo() {
        dialect.sample("\n", "\n\n");
        dialect.sample("\n", "\n\n");
        assertThat(dialect.end()).isEqualTo("\n");
        settings.written("AT+CSQ", 0, null, true);
        assertThat(dialect.end()).isEqualTo("\n");
        settings.written("AT&F", 0, null, true);
        assertThat(dialect.end()).isNull();
    }

    @Test
    void noEchoIsAwaitedBehindAnAcceptedSwitchOffNorInStep() {
        settings.written("AT+CSQ", 0, null, true);
        settings.inStep();
        assertThat(settings.mayBeEchoWithinText("AT+CSQ", 1)).isFalse();
        settings.written("AT+CREG?", 0, null, true);
        says("ATE0");
        settings.echoesAgain();
        assertThat(settings.mayBeEchoWithinText("AT+CREG?", 1)).isFalse();
        assertThat(settings.mayBeEchoWithinText("ATE0", 1)).isFalse();
    }

    @Test
    void behindWhatChangesTheLooksOfLinesEarlierEchoesMayStillCome() {
        settings.written("AT+CSQ", 0, null, true);
        settings.written("AT&F", 0, null, true);
        assertThat(settings.mayBeEchoWithinText("AT+CSQ", 1)).isTrue();
        assertThat(settings.mayBeEchoWithinText("AT&F", 1)).isTrue();
    }

    @Test
    void anEchoThatCameIsAwaitedNoMore() {
        settings.written("AT+CSQ", 0, null, true);
        assertThat(settings.mayBeEchoWithinText("AT+CSQ", 1)).isTrue();
        settings.echoCame("AT+CSQ");
        assertThat(settings.mayBeEchoWithinText("AT+CSQ", 1)).isFalse();
    }

    @Test
    void aModemThatBeginsAnewMayEchoAndSaysWords() {
        says("ATV0");
        says("ATE0");
        assertThat(settings.isNumeric()).isTrue();
        assertThat(settings.mayEcho()).isFalse();
        settings.forget();
        assertThat(settings.mayEcho()).isTrue();
        assertThat(settings.isNumeric()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"OK", "ERROR"})
    void aResultCodeShowsWhetherTheyComeAsNumbers(String word) {
        says("ATV0");
        settings.resultCame("ATV0", AtLine.of(word));
        assertThat(settings.isNumeric()).as("it may be the last word").isTrue();
        settings.resultCame("AT", AtLine.of("+CME ERROR: 3"));
        assertThat(settings.isNumeric()).isTrue();
        settings.resultCame("AT", AtLine.of(word));
        assertThat(settings.isNumeric()).isFalse();
        settings.resultCame("AT", AtLine.of("0"));
        assertThat(settings.isNumeric()).isTrue();
    }

    @Test
    void afterTheSwitchOffOnlyALineThatBeganBehindTheWriteMayShowThatItEchoesAgain() {
        says("ATE0");
        settings.written("AT+CSQ", 5, "\r\n", true);
        AtLine echo = Lines.wrap("AT+CSQ".getBytes(), "\r\n");
        assertThat(settings.mayEchoAgain(echo, 5)).isFalse();
        assertThat(settings.mayEchoAgain(echo, 6)).isTrue();
        settings.lineCame();
        assertThat(settings.mayEchoAgain(echo, 6)).isFalse();
    }
}
