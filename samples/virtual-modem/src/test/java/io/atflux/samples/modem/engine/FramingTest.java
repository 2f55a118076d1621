package io.atflux.samples.modem.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.samples.modem.TestLine;
import io.atflux.samples.modem.memory.FakeUplink;
import io.atflux.samples.modem.memory.MemoryLine;
import io.atflux.samples.modem.switches.Switches;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Echo, command lines, results. */
class FramingTest {

    private static final String READY = "\r\nAT command ready\r\n\r\n+SIM READY\r\n";

    private final TestLine line = TestLine.quick();

    private static MemoryLine echoing() {
        MemoryLine line = new MemoryLine(Switches.quick(), new FakeUplink());
        assertThat(line.read()).isEqualTo(READY);
        return line;
    }

    @Test
    @Tag("V.250:5.2.3")
    void echoIsTheCommandLineUpToItsCrAndNoMore() {
        MemoryLine echoing = echoing();
        assertThat(echoing.ask("at\r\n")).isEqualTo("at\r\r\nOK\r\n");
        assertThat(echoing.ask("\r\n\n xyz A T\r")).isEmpty();
        assertThat(echoing.ask("noise AT+CFUN?\r")).isEqualTo("AT+CFUN?\r\r\n+CFUN: 1\r\n\r\nOK\r\n");
        assertThat(echoing.ask("AAT\r")).isEqualTo("AT\r\r\nOK\r\n");
    }

    @Test
    @Tag("V.250:6.2.4")
    void echoOffIsEffectiveAtOnce() {
        assertThat(echoing().ask("ATE0\rAT\r")).isEqualTo("ATE0\r\r\nOK\r\n\r\nOK\r\n");
    }

    @Test
    void echoComesAsTheBytesCome() {
        MemoryLine echoing = echoing();
        assertThat(echoing.ask("A")).isEmpty();
        assertThat(echoing.ask("T")).isEqualTo("AT");
        assertThat(echoing.ask("+C")).isEqualTo("+C");
        assertThat(echoing.ask("FUN?\r")).isEqualTo("FUN?\r\r\n+CFUN: 1\r\n\r\nOK\r\n");
    }

    @Test
    void anySplitOfTheInputGivesTheSameOutput() {
        String session = "ATE0\rAT+CMEE=1;+CFUN?\rA/AT+GTSSLFILE= \"CAFILE\",5\r\"\r\nA/AT+CIMI?\r\nA/"
                + "noise\bAT+CSQ\b\bSQ?\rAT+X=\"\rATI\rAT+GTSSLFILE?\r";
        String whole = echoing().ask(session);
        assertThat(whole)
                .contains("> \r\nOK\r\n\r\n+CIMI: ")
                .endsWith("\r\n+GTSSLFILE: CAFILE,1\r\n+GTSSLFILE: TRUSTFILE,0\r\n\r\nOK\r\n");
        for (int split = 1; split < session.length(); split++) {
            MemoryLine two = echoing();
            assertThat(two.ask(session.substring(0, split)) + two.ask(session.substring(split)))
                    .as("split at %d", split)
                    .isEqualTo(whole);
        }
        MemoryLine single = echoing();
        StringBuilder all = new StringBuilder();
        session.chars().forEach(c -> all.append(single.ask(Character.toString(c))));
        assertThat(all).hasToString(whole);
    }

    @Test
    @Tag("V.250:5.2.1")
    void lineFeedAloneEndsNothing() {
        line.raw("AT\nAT\n", "").raw("\r", "\r\nERROR\r\n");
    }

    @Test
    @Tag("V.250:5.2.2")
    void backspaceEditsButNeverTheAt() {
        line.raw("AT+CMEX\bE?\r", "\r\n+CMEE: 0\r\n\r\nOK\r\n").raw("AT\b\b\b\r", "\r\nOK\r\n");
    }

    @Test
    @Tag("V.250:5.2.4")
    void aSlashRepeatsTheLastLineWithoutCr() {
        line.ask("AT+CFUN?", "\r\n+CFUN: 1\r\n\r\nOK\r\n").raw("A/", "\r\n+CFUN: 1\r\n\r\nOK\r\n");
        line.raw("a/", "\r\n+CFUN: 1\r\n\r\nOK\r\n");
    }

    @Test
    @Tag("V.250:5.6")
    void severalCommandsHaveOneFinalResult() {
        line.ask("AT+CFUN?;+CMEE?;", "\r\n+CFUN: 1\r\n\r\n+CMEE: 0\r\n\r\nOK\r\n");
    }

    @Test
    @Tag("V.250:5.6")
    void anErrorEndsTheLine() {
        line.ask("AT+CMEE=1;+NONSENSE;+CMEE=2", "\r\n+CME ERROR: 58\r\n").ask("AT+CMEE?", "\r\n+CMEE: 1\r\n\r\nOK\r\n");
    }

    @Test
    void crWithinQuotesEndsTheLineAndTheRestIsScannedAnew() {
        line.raw("AT+CGDCONT=1,\"IP\",\"a\rAT+CFUN?\r", "\r\nERROR\r\n\r\n+CFUN: 1\r\n\r\nOK\r\n");
    }

    @Test
    @Tag("V.250:5.4.4.2")
    @Tag("27.007:9.1")
    void errorsHaveThreeForms() {
        line.ask("AT+CMEE=3", "\r\nERROR\r\n")
                .ask("AT+CMEE=1", "\r\nOK\r\n")
                .ask("AT+CMEE=3", "\r\n+CME ERROR: 53\r\n")
                .ask("AT+CMEE=2", "\r\nOK\r\n")
                .ask("AT+CMEE=3", "\r\n+CME ERROR: parameters are invalid\r\n")
                .ask("AT+CMEE=\"x", "\r\n+CME ERROR: invalid command line\r\n")
                .ask("AT+MQTTCONN=1", "\r\n+CME ERROR: invalid command line\r\n")
                .ask("AT+CSQ=1", "\r\n+CME ERROR: Operation not supported\r\n");
    }

    @Test
    @Tag("V.250:6.1.1")
    @Tag("V.250:6.2.5")
    @Tag("V.250:6.2.6")
    void resultsCanBeNumbersOrSilent() {
        line.ask("ATV0", "0\r")
                .ask("AT+CFUN?", "+CFUN: 1\r\n0\r")
                .ask("AT+X", "4\r")
                .ask("ATQ1", "")
                .ask("AT+CFUN?", "+CFUN: 1\r\n")
                .ask("ATZ", "\r\nOK\r\n");
    }

    @Test
    @Tag("V.250:5.3.2")
    @Tag("V.250:6.2.1")
    @Tag("V.250:6.2.2")
    void registersReplaceTheLineEnd() {
        line.ask("ATS3=38S4=37", "&%OK&%");
        line.raw("ATS3?&", "&%038&%&%OK&%");
        line.raw("ATS3=13S4=10&", "\r\nOK\r\n");
    }

    @Test
    @Tag("V.250:5.5")
    void overlongLineVanishesAndTheNextIsWhole() {
        line.raw("AT" + "x".repeat(1_000_000), "").raw("\rAT\r", "\r\nOK\r\n");
    }

    @Test
    void overflowSearchesForTheNextAtAtOnce() {
        TestLine small = TestLine.quick("buffer=1024");
        small.raw("AT+X=" + "1".repeat(2000) + "AT+CFUN?\r", "\r\n+CFUN: 1\r\n\r\nOK\r\n");
    }

    @Test
    void inputBehindARunningCommandIsNeitherEchoedNorReadBeforeItsResult() {
        TestLine slow = TestLine.quick("delay=AT+CSQ:1000");
        slow.raw("AT+CSQ\rATE1\rAT\r", "").within(999, "");
        slow.within(1, "\r\n+CSQ: 25,99\r\n\r\nOK\r\n\r\nOK\r\nAT\r\r\nOK\r\n");
    }

    @Test
    void waitingInputIsBoundedLikeAUart() {
        TestLine slow = TestLine.quick("delay=AT+CSQ:1000");
        slow.raw("AT+CSQ\r" + "AT\r".repeat(50_000), "");
        String answers = slow.after(Duration.ofSeconds(1));
        assertThat(answers.length()).isLessThan(30_000 * "\r\nOK\r\n".length());
        slow.raw("\rAT+CFUN?\r", "\r\n+CFUN: 1\r\n\r\nOK\r\n");
    }
}
