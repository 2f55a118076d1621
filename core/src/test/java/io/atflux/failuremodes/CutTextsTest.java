package io.atflux.failuremodes;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.command.RetryRule;
import io.atflux.error.AtException;
import io.atflux.fibocom.L610Profile;
import io.atflux.line.AtLine;
import io.atflux.line.LineShape;
import io.atflux.profile.Profiles;
import io.atflux.test.ScriptedModem;
import io.atflux.urc.Overflow;
import io.atflux.urc.UrcType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A text whose end is missing, or comes only after the time of the running command. */
class CutTextsTest {

    private static final String COUNTED =
            "\r\n+CMGR: \"REC READ\",\"+49151\",,\"26/11/28,08:00:00+04\",145,4,0,0,\"+49\",145,14\r\n";

    private final ScriptedModem modem = new ScriptedModem();
    private final AtSession session = modem.session(AtClient.over(modem).profile(Profiles.generic()));
    private final List<String> got = new ArrayList<>();
    private final List<AtLine> cut = new ArrayList<>();

    private void send(AtCommand<AtReply> command) {
        session.send(command)
                .subscribe(reply -> got.add(reply.texts() + reply.result().text()), failed -> {
                    got.add(failed.getClass().getSimpleName());
                    cut.addAll(((AtException) failed).lines());
                });
    }

    private static AtCommand<AtReply> read(String name, int millis) {
        return AtCommand.of("AT" + name + "=1")
                .answeredBy(LineShape.named(name))
                .timeout(ofMillis(millis));
    }

    @Test
    void theRestOfACountedTextIsNotTheOwedFinalResult() {
        modem.when("AT+CMGR=1").staysSilent();
        modem.when("AT+CPBR=1").answers("+CPBR: 1,\"555\",129,\"me\"", "OK");
        send(read("+CMGR", 132));
        modem.printsRaw(COUNTED + "hello\r\n");
        modem.advance(ofMillis(132));
        send(read("+CPBR", 1_000));
        modem.printsRaw("\r\nOK\r\n");
        modem.printsRaw("z\r\n");
        assertThat(got).containsExactly("AtTimeoutException");
        assertThat(modem.sentLines()).containsExactly("AT+CMGR=1");
        modem.printsRaw("\r\nOK\r\n");
        assertThat(got).containsExactly("AtTimeoutException", "[+CPBR: 1,\"555\",129,\"me\"]OK");
        assertThat(session.stats().cutTexts()).isZero();
        assertThat(cut).singleElement().satisfies(line -> {
            assertThat(line.below()).isEqualTo("hello\r\n");
            assertThat(line.isCut()).isTrue();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"OK", "ERROR", "+CME ERROR: 3", "+CPBR: 2,\"555\",129,\"you\""})
    void theRestOfAQuotedTextIsNotTheOwedReply(String line) {
        modem.when("AT+CPBR=1").staysSilent();
        modem.when("AT+CPBR=2").answers("+CPBR: 2,\"777\",129,\"he\"", "OK");
        List<String> urcs = new ArrayList<>();
        session.urcs().map(AtLine::text).subscribe(urcs::add);
        send(read("+CPBR", 100));
        modem.printsRaw("\r\n+CUSD: 0,\"Menu\r\n");
        modem.advance(ofMillis(100));
        session.send(AtCommand.of("AT+CPBR=2").answeredBy(LineShape.named("+CPBR")))
                .subscribe(reply -> got.add(reply.texts() + reply.result().text()));
        modem.printsRaw(line + "\r\nmore\",15\r\n");
        assertThat(modem.sentLines()).containsExactly("AT+CPBR=1");
        modem.printsRaw("\r\n+CPBR: 1,\"555\",129,\"me\"\r\n\r\nOK\r\n");
        assertThat(got).containsExactly("AtTimeoutException", "[+CPBR: 2,\"777\",129,\"he\"]OK");
        assertThat(urcs).containsExactly("+CUSD: 0,\"Menu\r\n" + line + "\r\nmore\",15");
    }

    @Test
    void aReSendHasAllOfATextThatCameAcrossTheTimeOutBeforeIt() {
        modem.when("AT+CMGR=1").staysSilent();
        send(read("+CMGR", 100).retry(RetryRule.times(1)));
        modem.printsRaw(COUNTED + "hello\r\n\r\n");
        modem.advance(ofMillis(100));
        modem.printsRaw("OK\r\nz\r\n\r\nOK\r\n");
        assertThat(got).containsExactly("[" + COUNTED.strip() + "\r\nhello\r\n\r\nOK\r\nz]OK");
    }

    @Test
    void afterACutTextAFinalResultProvesNothingUntilTheModemIsInStep() {
        modem.when("AT+CMGR=1").staysSilent().answersRaw(COUNTED + "hello\r\nOK\r\nz..\r\n\r\nOK\r\n");
        modem.whenProof().answersProof();
        modem.when("AT+CPBR=1").answers("+CPBR: 1,\"555\",129,\"me\"", "OK");
        send(read("+CMGR", 100).retry(RetryRule.times(1).pausing(ofSeconds(5))));
        modem.printsRaw(COUNTED + "hello\r\n");
        modem.advance(ofMillis(1_000));
        assertThat(session.stats().cutTexts()).isEqualTo(1);
        modem.printsRaw("\r\nOK\r\n");
        assertThat(got).isEmpty();
        modem.advance(ofSeconds(5));
        assertThat(modem.sentLines()).containsExactly("AT+CMGR=1", ScriptedModem.PROOF, "AT+CMGR=1");
        assertThat(got).containsExactly("[" + COUNTED.strip() + "\r\nhello\r\nOK\r\nz..]OK");
    }

    @Test
    void afterATextThatIsCutWithinAReplyTheNextCommandNeedsAProof() {
        modem.when("AT+CMGR=1").staysSilent();
        modem.whenProof().answersProof();
        modem.when("AT+CPBR=1").answers("+CPBR: 1,\"555\",129,\"me\"", "OK");
        send(read("+CMGR", 10_000));
        send(read("+CPBR", 1_000));
        modem.printsRaw(COUNTED + "hello\r\n");
        modem.advance(ofSeconds(1));
        modem.printsRaw("\r\nOK\r\n");
        assertThat(modem.sentLines()).containsExactly("AT+CMGR=1", ScriptedModem.PROOF, "AT+CPBR=1");
        assertThat(got).containsExactly("[" + COUNTED.strip() + "\r\nhello\r\n]OK", "[+CPBR: 1,\"555\",129,\"me\"]OK");
    }

    @Test
    void aMessageThatGoesOnWhileAProofIsOutIsCut() {
        ScriptedModem other = new ScriptedModem();
        other.when("AT+X").staysSilent();
        other.whenProof().staysSilent();
        AtSession l610 = other.session(
                AtClient.over(other).profile(L610Profile.defaults().atProfile()));
        l610.urcs(
                        UrcType.of(LineShape.named("+MQTTMSG")),
                        Overflow.dropOldest(4).deliveringCut())
                .subscribe(cut::add);
        l610.send(AtCommand.raw("AT+X").timeout(ofSeconds(1))).subscribe(reply -> {}, failed -> {});
        l610.send("AT+Y").subscribe(reply -> {}, failed -> {});
        other.advance(ofSeconds(4));
        assertThat(other.sentLines()).containsExactly("AT+X", ScriptedModem.PROOF);
        other.printsRaw("\r\n+MQTTMSG: 1, 0, \"a/2\", \"\"\r\r\n> OK\r\r\n+CREG: 0,1\"\r\n");
        other.printsRaw("\r\n+MQTTMSG: 1, 0, \"a/3\", \"x\"\r\n\r\n+CREG: 1\r\n");
        assertThat(cut)
                .extracting(AtLine::text)
                .containsExactly("+MQTTMSG: 1, 0, \"a/2\", \"\"", "+MQTTMSG: 1, 0, \"a/3\", \"x\"");
        assertThat(cut).extracting(AtLine::isCut).containsExactly(true, false);
    }
}
