package io.atflux.samples.modem.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.samples.modem.TestLine;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Data calls and voice calls (V.250 clause 6.3, 27.007 clauses 6 and 10.2). */
class DialTest {

    private static final String OK = "\r\nOK\r\n";
    private static final String CONNECT = "\r\nCONNECT\r\n";
    private static final String NO_CARRIER = "\r\nNO CARRIER\r\n";

    private static TestLine connected() {
        return TestLine.quick().ask("ATD*99#", CONNECT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ATD*99#", "ATDT*99***1#", "atd*99**PPP*1#", "ATD*98*1#", "AT+CGDATA=\"PPP\",1"})
    @Tag("V.250:6.3.1")
    void packetCallConnects(String dial) {
        TestLine.quick().ask(dial, CONNECT).raw("AT\r", "");
    }

    @Test
    @Tag("V.250:5.8.1-escape")
    @Tag("V.250:6.3.7")
    void nothingIsACommandUntilTheEscapeSequenceStandsInSilence() {
        connected()
                .raw("AT+CSQ\r", "")
                .raw("+++", "")
                .within(1_100, "")
                .raw("x", "")
                .within(999, "")
                .raw("+++", "")
                .within(1_100, "")
                .raw("+++", "")
                .within(999, "")
                .raw("+", "")
                .within(1_100, "")
                .raw("+++", "")
                .within(1_000, OK)
                .ask("AT+CSQ", "\r\n+CSQ: 25,99\r\n" + OK)
                .ask("ATO", CONNECT)
                .raw("AT\r", "")
                .within(1_000, "")
                .raw("+", "")
                .within(500, "")
                .raw("++", "")
                .within(1_000, OK)
                .ask("ATH", OK)
                .ask("ATO", NO_CARRIER);
    }

    @Test
    @Tag("V.250:5.8.1-escape")
    void registersSetTheEscapeCharacterAndItsSilence() {
        TestLine.quick()
                .ask("ATS2=33S12=10", OK)
                .ask("ATD*99#", CONNECT)
                .within(200, "")
                .raw("+++", "")
                .within(200, "")
                .raw("!!!", "")
                .within(200, OK);
    }

    @Test
    @Tag("V.250:6.2.9")
    void theFallOfDtrDoesWhatAndDSays() {
        TestLine hungUp = connected();
        hungUp.modem().dtr(false);
        hungUp.printed(NO_CARRIER).ask("ATO", NO_CARRIER);

        TestLine atCommands = TestLine.quick().ask("AT&D1", OK).ask("ATD*99#", CONNECT);
        atCommands.modem().dtr(false);
        atCommands.printed(OK).ask("ATO", CONNECT);

        TestLine ignored = TestLine.quick().ask("AT&D0", OK).ask("ATD*99#", CONNECT);
        ignored.modem().dtr(false);
        ignored.printed("").raw("AT\r", "");
    }

    @Test
    void theNetworkEndsACall() {
        TestLine line = connected();
        assertThat(line.modem().network().endDataCall().join()).isTrue();
        line.printed(NO_CARRIER).ask("AT", OK);
        assertThat(line.modem().network().endDataCall().join()).isFalse();
        line.ask("ATD*99#", CONNECT);
        line.modem().loseNetwork();
        line.printed(NO_CARRIER).ask("ATD*99#", NO_CARRIER);
    }

    @Test
    @Tag("V.250:6.2.8")
    void carrierIsShownForAsLongAsTheCallLasts() {
        TestLine line = connected();
        assertThat(line.modem().wires().carrierDetect()).isTrue();
        line.modem().network().endDataCall();
        assertThat(line.modem().wires().carrierDetect()).isFalse();
    }

    @Test
    void whatComesUnaskedWaitsForTheCommandState() {
        TestLine line = TestLine.quick().ask("AT+CREG=1", OK).ask("ATD*99#", CONNECT);
        line.modem().network().message("1", "a");
        line.modem().registration(5);
        line.printed("").within(1_000, "").raw("+++", "").within(1_000, OK + "\r\n+CREG: 5\r\n\r\n+CMTI: \"SM\",1\r\n");
    }

    @Test
    void ringsOfCallsThatAreOverDoNotWaitForTheCommandState() {
        TestLine line = TestLine.quick().ask("AT+CLIP=1", OK).ask("ATD*99#", CONNECT);
        line.modem().network().call("1");
        line.within(12_000, "");
        assertThat(line.modem().network().endCall().join()).isTrue();
        line.modem().network().call("2");
        line.within(1_000, "").raw("+++", "").within(1_000, OK + "\r\nRING\r\n\r\n+CLIP: \"2\",129,,,,0\r\n");
        line.modem().network().endCall();
        line.printed(NO_CARRIER);
    }

    @Test
    void aLostNetworkEndsTheCallThatWaitsAndTheDataCallWithOneResult() {
        TestLine line = connected();
        line.modem().network().call("1");
        line.within(12_000, "");
        line.modem().loseNetwork();
        line.printed(NO_CARRIER).within(20_000, "").ask("AT+CLCC", OK);
    }

    @Test
    void aContextOfItsOwnIsActiveForAsLongAsTheCallLasts() {
        TestLine.quick()
                .ask("AT+CGDCONT=2,\"IP\",\"ims\"", OK)
                .ask("ATD*99***3#", NO_CARRIER)
                .ask("ATD*99***2#", CONNECT)
                .within(1_000, "")
                .raw("+++", "")
                .within(1_000, OK)
                .ask("AT+CGPADDR=2", "\r\n+CGPADDR: 2,\"10.104.48.69\"\r\n" + OK)
                .ask("ATH", OK)
                .ask("AT+CGPADDR=2", "\r\n+CGPADDR: 2\r\n" + OK);
    }

    @Test
    void dataCallAndBearerClashAsASwitchSays() {
        TestLine.quick().numbered().ask("AT+CGACT=1,1", OK).ask("AT+MIPCALL=1", "\r\n+CME ERROR: 902\r\n");
        TestLine.quick("context-clash=ok")
                .ask("AT+CGACT=1,1", OK)
                .ask("AT+MIPCALL=1", OK + "\r\n+MIPCALL: 10.104.48.68\r\n");
    }

    @Test
    @Tag("V.250:6.3.4")
    @Tag("V.250:6.3.5")
    void somebodyCallsAndIsAnswered() {
        TestLine line = TestLine.quick().ask("AT+CLIP=1", OK);
        assertThat(line.modem().network().call("+8613800138000").join()).isTrue();
        String ring = "\r\nRING\r\n\r\n+CLIP: \"+8613800138000\",145,,,,0\r\n";
        line.printed(ring).within(5_000, ring);
        assertThat(line.modem().wires().ringIndicator()).isTrue();
        line.ask("AT+CLCC", "\r\n+CLCC: 1,1,4,0,0,\"+8613800138000\",145\r\n" + OK)
                .ask("ATA", OK)
                .within(5_000, "")
                .ask("AT+CLCC", "\r\n+CLCC: 1,1,0,0,0,\"+8613800138000\",145\r\n" + OK);
        assertThat(line.modem().wires().ringIndicator()).isFalse();
        assertThat(line.modem().network().call("1").join()).isFalse();
        assertThat(line.modem().network().endCall().join()).isTrue();
        line.printed(NO_CARRIER).ask("AT+CLCC", OK).ask("ATA", NO_CARRIER);
    }

    @Test
    void callersGiveUpAndHostsRefuse() {
        TestLine line = TestLine.quick().ask("AT+CRC=1", OK);
        line.modem().network().call("1");
        line.printed("\r\n+CRING: VOICE\r\n");
        line.modem().network().endCall();
        line.printed(NO_CARRIER).within(20_000, "");
        line.modem().network().call("1");
        line.printed("\r\n+CRING: VOICE\r\n")
                .ask("AT+CHUP", OK)
                .within(20_000, "")
                .ask("AT+CLCC", OK);
    }

    @Test
    @Tag("V.250:6.3.8")
    void theModuleAnswersAfterAsManyRingsAsItsRegisterSays() {
        TestLine line = TestLine.quick().ask("ATS0=2", OK).ask("ATS0?", "\r\n002\r\n" + OK);
        line.modem().network().call("1");
        line.printed("\r\nRING\r\n")
                .within(5_000, "\r\nRING\r\n")
                .within(20_000, "")
                .ask("AT+CLCC", "\r\n+CLCC: 1,1,0,0,0,\"1\",129\r\n" + OK);
    }

    @ParameterizedTest
    @CsvSource({
        "answered,4,'\r\nOK\r\n'",
        "busy,4,'\r\nBUSY\r\n'",
        "busy,2,'\r\nNO CARRIER\r\n'",
        "no-answer,4,'\r\nNO ANSWER\r\n'",
        "no-carrier,4,'\r\nNO CARRIER\r\n'"
    })
    void voiceCallsEndAsASwitchSays(String how, int resultCodes, String result) {
        TestLine.quick("call=" + how).ask("ATX" + resultCodes, OK).ask("ATD 10086;", result);
    }

    @Test
    @Tag("V.250:6.3.6")
    void aDialledCallIsListedAndHungUp() {
        TestLine.real()
                .ask("ATD+86 138;", "")
                .within(2_300, OK)
                .send("AT+CLCC")
                .within(5, "\r\n+CLCC: 1,0,0,0,0,\"+86138\",145\r\n" + OK)
                .send("ATH")
                .within(5, OK)
                .send("AT+CLCC")
                .within(5, OK);
    }

    @Test
    void numbersWithoutSemicolonAreDataThatNobodyAnswers() {
        TestLine.quick().ask("ATD10086", NO_CARRIER);
    }

    @Test
    @Tag("V.250:6.2.6")
    void numericResultsHaveTheNumbersOfTheStandard() {
        TestLine line = TestLine.quick()
                .ask("ATV0", "0\r")
                .ask("AT+CSQ", "+CSQ: 25,99\r\n0\r")
                .ask("AT+NO", "4\r");
        line.modem().network().call("1");
        line.printed("2\r").ask("ATH", "0\r").ask("ATD1", "3\r").ask("ATD*99#", "1\r");
        line.modem().network().endDataCall();
        line.printed("3\r")
                .ask("AT+CMEE=1", "0\r")
                .ask("AT+NO", "\r\n+CME ERROR: 58\r\n")
                .ask("ATV1", OK);
    }

    @Test
    @Tag("V.250:6.2.5")
    void aQuietModuleSaysNoResult() {
        TestLine line = TestLine.quick().ask("ATQ1", "").ask("AT+NO", "").ask("AT+CSQ", "\r\n+CSQ: 25,99\r\n");
        line.modem().network().call("1");
        line.printed("").ask("ATQ0", OK);
    }

    @Test
    @Tag("V.250:6.2.1")
    void registersChangeTheFraming() {
        TestLine.quick()
                .ask("ATS3=36", "$\nOK$\n")
                .raw("ATS4=37$", "$%OK$%")
                .raw("AT+CSQ$", "$%+CSQ: 25,99$%$%OK$%")
                .raw("ATS5=64$", "$%OK$%")
                .raw("AT+CSX@Q$", "$%+CSQ: 25,99$%$%OK$%")
                .raw("AT&F$", OK);
    }
}
