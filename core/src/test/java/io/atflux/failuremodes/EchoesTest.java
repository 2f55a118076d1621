package io.atflux.failuremodes;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.command.Payload;
import io.atflux.fibocom.L610Profile;
import io.atflux.line.AtLine;
import io.atflux.line.LineShape;
import io.atflux.test.ScriptedModem;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The echo of a write: outside of a text and within one, after it was switched off, and the ESC of a data entry. */
class EchoesTest {

    private static final String CMT = "\r\n+CMT: \"+4915112345678\",,\"26/11/28,08:00:00+04\"\r\n";

    private final ScriptedModem modem = new ScriptedModem();
    private final AtSession session =
            modem.session(AtClient.over(modem).profile(L610Profile.defaults().atProfile()));
    private final List<String> got = new ArrayList<>();
    private final List<String> urcs = new ArrayList<>();

    private void sends(AtCommand<AtReply> command) {
        session.send(command)
                .subscribe(
                        reply -> got.add(reply.texts() + reply.result().text()),
                        failed -> got.add(failed.getClass().getSimpleName()));
    }

    private void reads(int times) {
        modem.when("AT+CSQ").answers("+CSQ: 20,99", "OK");
        for (int i = 0; i < times; i++) {
            sends(AtCommand.of("AT+CSQ").answeredBy(LineShape.named("+CSQ")));
        }
        got.clear();
        session.urcs().map(AtLine::text).subscribe(urcs::add);
    }

    @Test
    void aLineOfATextThatIsNearlyTheCommandInFlightIsText() {
        modem.when("aT+CSQ").staysSilent();
        reads(0);
        sends(AtCommand.raw("aT+CSQ"));
        modem.printsRaw(CMT + "+MQTTPUB: 1,1\nERROR\nAT+CSQ\r\r\n+CREG: 1\r\n\r\n+CSQ: 21,99\r\n\r\nOK\r\n");
        assertThat(got).containsExactly("[+CSQ: 21,99]OK");
        assertThat(urcs).containsExactly(CMT.strip() + "\r\n+MQTTPUB: 1,1\nERROR\nAT+CSQ\r\r\n+CREG: 1");
    }

    @Test
    @Tag("V.250:5.2.3")
    void aDamagedEchoBehindATextSwallowsNoAnswerOfAModemThatWasSeenToEcho() {
        modem.echo(true);
        reads(1);
        modem.echo(false).when("AT+CREG?").staysSilent();
        sends(AtCommand.raw("AT+CREG?"));
        modem.printsRaw(CMT + "hello\r\nAT+CRE/?\r\r\n+CREG: 0,5\r\n\r\nOK\r\n");
        assertThat(got).containsExactly("[AT+CRE/?, +CREG: 0,5]OK");
        assertThat(urcs).containsExactly(CMT.strip() + "\r\nhello");
    }

    @Test
    void anEchoBehindATextIsOneOfAModemThatWasSeenToEcho() {
        modem.echo(true).when("AT+CREG?").answersAfter(ofMillis(10), "+CREG: 0,5", "OK");
        reads(3);
        modem.printsRaw(CMT + "hello\r\n");
        sends(AtCommand.raw("AT+CREG?"));
        modem.advance(ofMillis(10));
        assertThat(got).containsExactly("[+CREG: 0,5]OK");
        assertThat(urcs).containsExactly(CMT.strip() + "\r\nhello");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\033AT+CSQ\r", "\033\r\nAT+CSQ\r"})
    void theEchoOfEscIsNeitherALineNorMoreOfAText(String echo) {
        for (String before : List.of("", CMT + "hello\r\n")) {
            EchoesTest run = new EchoesTest();
            run.modem.when("AT+P=5").staysSilent();
            run.modem.whenProof().answersProof();
            run.modem.when("AT+CSQ").staysSilent();
            run.reads(0);
            run.sends(AtCommand.of("AT+P=5")
                    .payload(Payload.counted(new byte[5]))
                    .timeout(ofSeconds(2))
                    .promptTimeout(ofSeconds(1)));
            run.modem.advance(ofSeconds(1));
            assertThat(run.modem.escapes()).isEqualTo(1);
            run.modem.printsRaw("\r\n+CME ERROR: 3\r\n");
            run.sends(AtCommand.raw("AT+CSQ").timeout(ofSeconds(60)));
            run.modem.printsRaw(before + echo + "\r\n+CSQ: 20,99\r\n\r\nOK\r\n");
            assertThat(run.got).containsExactly("AtTimeoutException", "[+CSQ: 20,99]OK");
            assertThat(run.urcs).isEqualTo(before.isEmpty() ? List.of() : List.of(CMT.strip() + "\r\nhello"));
            assertThat(run.session.stats().noiseBytes()).isZero();
        }
    }

    @Test
    @Tag("V.250:6.2.4")
    void anEchoAfterItWasSwitchedOffShowsThatItIsOnAgain() {
        modem.when("ATE0").answers("OK");
        modem.when("AT+CPBR=1").staysSilent();
        modem.when("AT+CPBR=2").staysSilent();
        reads(0);
        modem.whenProof().answersProof();
        modem.when("AT").answers("OK");
        sends(AtCommand.raw("ATE0"));
        sends(AtCommand.raw("AT+CPBR=1"));
        modem.printsRaw("AT+CPBR=1\r\r\n+CPBR: 1,\"5\"\r\n\r\nOK\r\n");
        // A word is echoed, too.
        modem.echo(true);
        sends(AtCommand.raw("AT"));
        modem.echo(false);
        sends(AtCommand.raw("AT+CPBR=2"));
        modem.printsRaw("?AT+CPBR=2\r\r\nOK\r\n");
        assertThat(got).containsExactly("[]OK", "[+CPBR: 1,\"5\"]OK", "[]OK", "[]OK");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AT+X\r\n", "\r\nAT+X\r\n", "AT+X \r", "+X: 1\r\nAT+X\r"})
    void anAnswerThatOnlyLooksLikeTheCommandIsAnAnswerAfterTheEchoWasSwitchedOff(String first) {
        modem.when("ATE0").answers("OK");
        modem.when("AT+X").answersRaw(first + "\r\nOK\r\n");
        reads(0);
        sends(AtCommand.raw("ATE0"));
        sends(AtCommand.raw("AT+X"));
        assertThat(got.get(1)).contains("AT+X").endsWith("OK");
    }

    /** It was written while the banner was on its way. */
    @Test
    void anEchoBehindATextIsNoneOfItAfterARestartEither() {
        modem.when("AT+B").staysSilent();
        reads(0);
        modem.advance(ofSeconds(2));
        sends(AtCommand.of("AT+B"));
        modem.printsRaw("\r\nAT command ready\r\n" + CMT + "hello\r\nAT+B\r\r\n+CREG: 1\r\n\r\nOK\r\n");
        assertThat(urcs).containsExactly("AT command ready", CMT.strip() + "\r\nhello", "+CREG: 1");
        assertThat(got).containsExactly("[]OK");
    }
}
