package io.atflux.failuremodes;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.command.AtCommand;
import io.atflux.error.AtRejectedException;
import io.atflux.error.AtTimeoutException;
import io.atflux.line.AtLine;
import io.atflux.line.Parameters;
import io.atflux.profile.Profiles;
import io.atflux.test.ScriptedModem;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands and responses of V.250 that any modem has, in the bytes in which it prints them. */
class StandardCommandsTest {

    private final ScriptedModem modem = new ScriptedModem();
    private final AtSession session = modem.session(AtClient.over(modem).profile(Profiles.generic()));
    private final List<Object> got = new ArrayList<>();

    private void sends(String line) {
        session.send(AtCommand.raw(line))
                .subscribe(reply -> got.add(reply.texts() + reply.result().text()), got::add);
    }

    @Test
    @Tag("V.250:6.1.3")
    void identificationIsAsManyLinesAsTheManufacturerPrints() {
        modem.when("ATI").answersRaw("\r\nAcme\r\nAM1\r\nRevision 0\r\n\r\nOK\r\n");
        sends("ATI");
        assertThat(got).containsExactly("[Acme, AM1, Revision 0]OK");
    }

    @ParameterizedTest
    @CsvSource({
        "AT+GMI,Acme",
        "AT+GMM,AM1",
        "AT+GMR,1.0 of 2026",
        "AT+GSN,490154203237518",
        "AT+GOI,1.3.6.1",
        "AT+GCAP,'+GCAP: +FCLASS,+CGSM'",
        "AT+GCI?,+GCI:3D"
    })
    @Tag("V.250:6.1.4")
    @Tag("V.250:6.1.5")
    @Tag("V.250:6.1.6")
    @Tag("V.250:6.1.7")
    @Tag("V.250:6.1.8")
    @Tag("V.250:6.1.9")
    @Tag("V.250:6.1.10")
    void informationNeedsNoName(String command, String text) {
        modem.when(command).answersRaw("\r\n" + text + "\r\n\r\nOK\r\n");
        sends(command);
        assertThat(got).containsExactly("[" + text + "]OK");
    }

    @Test
    @Tag("V.250:5.1")
    @Tag("V.250:5.2.1")
    @Tag("V.250:5.4.1")
    void namesHaveNoCaseAndBlanksAreTheCallers() {
        modem.when("at+csq").answersRaw("\r\n+CSQ: 20,99\r\n\r\nOK\r\n");
        modem.when("AT +CSQ").answersRaw("\r\n+CSQ: 21,99\r\n\r\nOK\r\n");
        sends("at+csq");
        sends("AT +CSQ");
        assertThat(got).containsExactly("[+CSQ: 20,99]OK", "[+CSQ: 21,99]OK");
        assertThat(modem.sentLines()).containsExactly("at+csq", "AT +CSQ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ok", "Ok", "error", "0", "4", "OK.", "+cme error: 3", "CONNECT", "NO CARRIER", "BUSY"})
    @Tag("V.250:5.1")
    void resultCodesAreInUpperCaseAndThoseOfCallsEndOnlyCalls(String line) {
        modem.when("AT+X").answersRaw("\r\n" + line + "\r\n");
        session.send(AtCommand.of("AT+X").timeout(ofSeconds(1))).subscribe(got::add, got::add);
        modem.advance(ofSeconds(1));
        assertThat(got).singleElement().isInstanceOf(AtTimeoutException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "ATD*99#,CONNECT",
        "ATD*99***1#,CONNECT 115200",
        "ATDT5551234,CONNECT 33600/ARQ/V34/LAPM",
        "ATA,CONNECT 9600",
        "ATO,CONNECT",
        "atd5551234;,OK"
    })
    @Tag("V.250:5.7.1")
    @Tag("V.250:6.2.7")
    @Tag("V.250:6.2.13")
    @Tag("V.250:6.3.1")
    @Tag("V.250:6.3.5")
    @Tag("V.250:6.3.7")
    void aCallThatIsUpEndsWithConnectAndWhatTheManufacturerAddsToIt(String command, String result) {
        modem.when(command).answersRaw("\r\n+ILRR: 19200\r\n\r\n" + result + "\r\n");
        sends(command);
        assertThat(got).containsExactly("[+ILRR: 19200]" + result);
    }

    @ParameterizedTest
    @CsvSource({
        "ATD5551234,NO CARRIER",
        "ATDW5551234,NO DIALTONE",
        "ATD5551234,BUSY",
        "ATD5551234@,NO ANSWER",
        "ATA,NO CARRIER",
        "ATO,NO CARRIER",
        "ATO,ERROR"
    })
    @Tag("V.250:5.7.1")
    @Tag("V.250:6.3.1")
    @Tag("V.250:6.3.5")
    @Tag("V.250:6.3.7")
    void aCallThatFailsIsRejectedWithItsResult(String command, String result) {
        modem.when(command).answersRaw("\r\n" + result + "\r\n");
        sends(command);
        assertThat(got).singleElement().isInstanceOfSatisfying(AtRejectedException.class, no -> assertThat(no)
                .hasMessageContaining(result));
    }

    @Test
    @Tag("V.250:6.3.6")
    void hangingUpEndsWithOk() {
        modem.when("ATH").answersRaw("\r\nOK\r\n");
        modem.when("ATH0").answersRaw("\r\nOK\r\n");
        sends("ATH");
        sends("ATH0");
        assertThat(got).containsExactly("[]OK", "[]OK");
    }

    @Test
    @Tag("V.250:6.3.4")
    void anIncomingCallIsToldEachTimeItRings() {
        List<String> rings = new ArrayList<>();
        session.urcs().map(AtLine::text).subscribe(rings::add);
        modem.when("AT+CSQ").answersRaw("\r\nRING\r\n\r\n+CSQ: 20,99\r\n\r\nOK\r\n");
        modem.printsRaw("\r\nRING\r\n");
        sends("AT+CSQ");
        modem.printsRaw("\r\nRING\r\n");
        assertThat(rings).containsExactly("RING", "RING", "RING");
        assertThat(got).containsExactly("[+CSQ: 20,99]OK");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+CME ERROR: 3", "+CMS ERROR: 302"})
    @Tag("V.250:5.7.2")
    @Tag("27.005:3.2.5-form")
    void anExtendedResultCodeHasNoNumberAndComesInWordsAmongNumbers(String error) {
        modem.when("ATV0").answersRaw("0\r");
        modem.when("AT+X").answersRaw(error + "\r\n").answersRaw("+X: 1\r\n0\r");
        sends("ATV0");
        sends("AT+X");
        sends("AT+X");
        assertThat(got).hasSize(3);
        assertThat(got.get(1)).isInstanceOf(AtRejectedException.class);
        assertThat(got.get(2)).isEqualTo("[+X: 1]OK");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"+X: 1,,\"a,b\",(0-3,15),-7", "+X:1,,\"a,b\",(0-3,15),-7", "+X: 1 , ,\"a,b\" ,(0-3,15), -7"})
    @Tag("V.250:5.4.2")
    @Tag("V.250:5.4.2.1")
    @Tag("V.250:5.4.2.3")
    @Tag("V.250:5.7.2")
    @Tag("V.250:5.7.3.1")
    @Tag("V.250:5.7.3.2")
    void compoundValuesAreTakenApartAtTheirCommas(String line) {
        Parameters parameters = AtLine.of(line).parameters();
        assertThat(parameters.size()).isEqualTo(5);
        assertThat(parameters.number(0)).hasValue(1);
        assertThat(parameters.kind(1)).isEqualTo(Parameters.Kind.EMPTY);
        assertThat(parameters.text(2)).isEqualTo("a,b");
        assertThat(parameters.text(3)).isEqualTo("(0-3,15)");
        assertThat(parameters.number(4)).hasValue(-7);
    }

    @Test
    @Tag("V.250:5.6")
    void anErrorWithinALineIsTheResultOfAllOfIt() {
        modem.when("AT+CSQ;+NONSENSE;+CREG?").answersRaw("\r\n+CSQ: 20,99\r\n\r\nERROR\r\n");
        sends("AT+CSQ;+NONSENSE;+CREG?");
        assertThat(got).singleElement().isInstanceOfSatisfying(AtRejectedException.class, no -> assertThat(no.lines())
                .extracting(AtLine::text)
                .containsExactly("+CSQ: 20,99"));
    }
}
