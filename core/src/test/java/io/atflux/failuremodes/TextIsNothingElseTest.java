package io.atflux.failuremodes;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.SessionEvent;
import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.command.CountedAnswer;
import io.atflux.command.Payload;
import io.atflux.fibocom.L610Profile;
import io.atflux.line.AtLine;
import io.atflux.line.LineShape;
import io.atflux.line.TextShape;
import io.atflux.profile.AtProfile;
import io.atflux.profile.Framing;
import io.atflux.profile.Profiles;
import io.atflux.test.ScriptedModem;
import io.atflux.urc.Overflow;
import io.atflux.urc.UrcType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/**
 * Text that belongs to a line is no reply, no final result, no prompt, no echo, and no result code, whatever its
 * content.
 */
class TextIsNothingElseTest {

    private static final String CMT = "\r\n+CMT: \"+4915112345678\",,\"26/11/28,08:00:00+04\"\r\n";

    private final ScriptedModem modem = new ScriptedModem();
    private final List<String> got = new ArrayList<>();
    private final List<String> urcs = new ArrayList<>();
    private final List<String> strays = new ArrayList<>();
    private final List<SessionEvent> cuts = new ArrayList<>();

    private AtSession session(AtProfile profile) {
        AtSession session = modem.session(AtClient.over(modem).profile(profile));
        session.urcs().map(AtLine::text).subscribe(urcs::add, lost -> {});
        session.unclassified().map(AtLine::text).subscribe(strays::add, lost -> {});
        session.events().ofType(SessionEvent.TextCut.class).subscribe(cuts::add, lost -> {});
        return session;
    }

    private AtSession generic() {
        return session(Profiles.generic());
    }

    private AtSession l610() {
        return session(L610Profile.defaults().atProfile());
    }

    private void send(Mono<AtReply> mono) {
        mono.subscribe(
                reply -> got.add(reply.texts() + reply.result().text()), error -> got.add("" + error.getMessage()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"OK", "ERROR", "+CME ERROR: 3", "RING", "+COPS: 0,0,\"nowhere\",7", "AT+COPS?", "+CREG: 1"})
    @Tag("27.005:3.4.1")
    void aShortMessageEndsNoCommandAndFeedsNone(String text) {
        modem.when("AT+COPS?").staysSilent();
        AtSession session = generic();
        send(session.send("AT+COPS?"));
        modem.printsRaw(CMT + text + "\r\n");
        assertThat(got).isEmpty();
        modem.printsRaw("\r\n+COPS: 0,0,\"China Mobile\",7\r\n\r\nOK\r\n");
        assertThat(got).containsExactly("[+COPS: 0,0,\"China Mobile\",7]OK");
        assertThat(urcs).containsExactly(CMT.strip() + "\r\n" + text);
        assertThat(strays).isEmpty();
    }

    @Test
    @Tag("27.005:3.4.1")
    void aShortMessageIsOneLineWithItsTextBelow() {
        List<AtLine> lines = new ArrayList<>();
        AtSession session = l610();
        session.urcs().subscribe(lines::add);
        modem.printsRaw(CMT + "one\r\ntwo\nOK\r\n\r\n+CREG: 1\r\n");
        assertThat(lines).hasSize(2);
        AtLine message = lines.get(0);
        assertThat(message.below()).isEqualTo("one\r\ntwo\nOK");
        assertThat(message.parameters().size()).isEqualTo(3);
        assertThat(message.parameters().text(2)).isEqualTo("26/11/28,08:00:00+04");
        assertThat(message.isCut()).isFalse();
    }

    @Test
    void aPromptWithinAShortMessageLetsNoPayloadOut() {
        modem.when("AT+MQTTPUB=1,\"t\",0,0,12").staysSilent();
        AtSession session = generic();
        send(session.send(AtCommand.of("AT+MQTTPUB=1,\"t\",0,0,12")
                .payload(Payload.counted("\rAT+CFUN=15\r".getBytes(StandardCharsets.US_ASCII)))
                .timeout(ofSeconds(60))));
        modem.printsRaw(CMT + "> hi\r\n");
        modem.advance(ofSeconds(1));
        assertThat(modem.sentLines()).containsExactly("AT+MQTTPUB=1,\"t\",0,0,12");
        modem.printsRaw("\r\n> ");
        assertThat(session.stats().sent()).isEqualTo(1);
        assertThat(modem.sentLines()).contains("AT+CFUN=15");
    }

    @Test
    @Tag("27.005:3.4.1")
    void aPduIsNoLineOfTheReplyInFlight() {
        modem.when("AT+CSQ").staysSilent();
        AtSession session = generic();
        send(session.send("AT+CSQ"));
        String pdu = "07911326040000F0040B911346610089F60000208062917314080CC8F71D14969741F977FD07";
        modem.printsRaw("\r\n+CMT: ,30\r\n" + pdu + "\r\n\r\n+CSQ: 20,99\r\n\r\nOK\r\n");
        assertThat(got).containsExactly("[+CSQ: 20,99]OK");
        assertThat(urcs).containsExactly("+CMT: ,30\r\n" + pdu);
    }

    @Test
    @Tag("27.005:4.2")
    void anAnswerOfSeveralLinesIsOneLineOfTheReply() {
        modem.when("AT+CMGR=1")
                .answersRaw("\r\n+CMGR: \"REC READ\",\"+49151\",,\"26/11/28,08:00:00+04\"\r\nOK\r\n\r\nOK\r\n");
        modem.when("AT+CMGR=2")
                .answersRaw("\r\n+CMGR: \"REC READ\",\"+49151\",,\"26/11/28,08:00:00+04\"\r\n\r\n\r\nOK\r\n");
        modem.when("AT+CSQ").answers("+CSQ: 20,99", "OK");
        AtSession session = generic();
        send(session.send("AT+CMGR=1"));
        send(session.send("AT+CMGR=2"));
        send(session.send("AT+CSQ"));
        assertThat(got)
                .containsExactly(
                        "[+CMGR: \"REC READ\",\"+49151\",,\"26/11/28,08:00:00+04\"\r\nOK]OK",
                        "[+CMGR: \"REC READ\",\"+49151\",,\"26/11/28,08:00:00+04\"]OK",
                        "[+CSQ: 20,99]OK");
    }

    @Test
    @Tag("27.005:4.1")
    void eachEntryOfAListHasItsText() {
        modem.when("AT+CMGL=\"ALL\"")
                .answersRaw("\r\n+CMGL: 1,\"REC READ\",\"+49151\",,\"26/11/28,08:00:00+04\"\r\nOK\r\nERROR\r\n"
                        + "+CMGL: 2,\"REC READ\",\"+49151\",,\"26/11/28,08:00:00+04\"\r\nRING\r\n\r\nOK\r\n");
        AtSession session = l610();
        List<String> texts = new ArrayList<>();
        session.send("AT+CMGL=\"ALL\"").subscribe(reply -> reply.lines().forEach(line -> texts.add(line.below())));
        assertThat(texts).containsExactly("OK\r\nERROR", "RING");
    }

    @Test
    @Tag("27.005:4.2")
    void aHeaderWithTheLengthHasAllOfItsText() {
        modem.when("AT+CMGR=1")
                .answersRaw("\r\n+CMGR: \"REC READ\",\"+49151\",,\"26/11/28,08:00:00+04\",145,4,0,0,\"+49\",145,11\r\n"
                        + "a\r\n\r\nOK\r\n\r\nb\r\n\r\nOK\r\n");
        AtSession session = generic();
        List<String> texts = new ArrayList<>();
        session.send("AT+CMGR=1").subscribe(reply -> reply.lines().forEach(line -> texts.add(line.below())));
        assertThat(texts).containsExactly("a\r\n\r\nOK\r\n\r\nb");
    }

    @Test
    void aCountThatIsNeverReachedIsCutAfterASecond() {
        modem.when("AT+CSQ").answers("+CSQ: 20,99", "OK");
        AtSession session = generic();
        modem.printsRaw("\r\n+CMT: ,30\r\n0791132604");
        modem.advance(ofMillis(999));
        assertThat(urcs).isEmpty();
        modem.advance(ofMillis(1));
        assertThat(urcs).containsExactly("+CMT: ,30\r\n0791132604");
        assertThat(cuts).hasSize(1);
        assertThat(session.stats().cutTexts()).isEqualTo(1);
        send(session.send("AT+CSQ"));
        assertThat(got).containsExactly("[+CSQ: 20,99]OK");
    }

    @Test
    @Tag("27.007:7.15")
    void aSupplementaryServiceTextWithAnOpenQuoteGoesOn() {
        modem.when("AT+CSQ").staysSilent();
        AtSession session = generic();
        send(session.send("AT+CSQ"));
        modem.printsRaw("\r\n+CUSD: 1,\"Menu\r\nOK\r\n\r\nERROR\r\n2 Exit\",15\r\n");
        assertThat(urcs).containsExactly("+CUSD: 1,\"Menu\r\nOK\r\n\r\nERROR\r\n2 Exit\",15");
        modem.prints("+CSQ: 20,99", "OK");
        assertThat(got).containsExactly("[+CSQ: 20,99]OK");
    }

    @Test
    void aQuoteThatIsNeverClosedGivesBackWhatItHeldInOrder() {
        modem.when("AT+CSQ").staysSilent();
        AtSession session = l610();
        List<AtLine> cut = new ArrayList<>();
        session.urcs(
                        UrcType.of(LineShape.named("+MQTTMSG")),
                        Overflow.dropOldest(4).deliveringCut())
                .subscribe(cut::add);
        send(session.send(AtCommand.raw("AT+CSQ").timeout(ofSeconds(10))));
        modem.printsRaw("\r\n+MQTTMSG: 1,0,\"cfg\",\"{\r\n\"a\": 1,\r\n");
        modem.prints("+CSQ: 20,99", "OK");
        assertThat(got).isEmpty();
        modem.advance(ofSeconds(1));
        assertThat(got).containsExactly("[+CSQ: 20,99]OK");
        assertThat(cut).singleElement().satisfies(line -> {
            assertThat(line.text()).isEqualTo("+MQTTMSG: 1,0,\"cfg\",\"{\r\n\"a\": 1,");
            assertThat(line.isCut()).isTrue();
        });
    }

    @Test
    void whatIsHeldIsGivenBackAtTheLatestWhenTheCommandIsOutOfTime() {
        modem.when("AT+CSQ").staysSilent();
        AtSession session = l610();
        send(session.send(AtCommand.raw("AT+CSQ").timeout(ofMillis(300))));
        modem.printsRaw("\r\n+MQTTMSG: 1,0,\"cfg\",\"{\r\n");
        modem.prints("+CSQ: 20,99", "OK");
        modem.advance(ofMillis(300));
        assertThat(got).containsExactly("[+CSQ: 20,99]OK");
    }

    @Test
    void aPauseOrABlankLineWithinQuotesIsNoEnd() {
        l610();
        modem.printsRaw("\r\n+MQTTMSG: 1,0,\"cfg\",\"{\r\n \"a\": \"b\",\r\n\r\n");
        modem.advance(ofMillis(120));
        assertThat(urcs).isEmpty();
        modem.printsRaw(" \"b\": 2\r\n}\"\r\n");
        modem.advance(ofMillis(50));
        assertThat(urcs).containsExactly("+MQTTMSG: 1,0,\"cfg\",\"{\r\n \"a\": \"b\",\r\n\r\n \"b\": 2\r\n}\"");
        assertThat(cuts).isEmpty();
    }

    @Test
    void aQuoteAtALinesEndProvesNoEnd() {
        l610();
        modem.printsRaw("\r\n+MQTTMSG: 1,0,\"t\",\"say \"hi\"\r\nOK\"\r\n");
        modem.advance(ofMillis(50));
        assertThat(urcs).containsExactly("+MQTTMSG: 1,0,\"t\",\"say \"hi\"\r\nOK\"");
    }

    @Test
    void aNulWithinAPayloadIsNoNoise() {
        AtSession session = l610();
        modem.printsRaw("\r\n+MQTTMSG: 1, 0, t, a\r\n\0b\r\n\0\r\n");
        modem.advance(ofMillis(50));
        assertThat(urcs).containsExactly("+MQTTMSG: 1, 0, t, a\r\n\0b\r\n\0");
        assertThat(session.stats().noiseBytes()).isZero();
        modem.printsRaw("\r\n+MQTTMSG: 1, 0, t, a\r\n\r\n\0\0+CREG: 1\r\n");
        assertThat(urcs).endsWith("+MQTTMSG: 1, 0, t, a", "+CREG: 1");
        assertThat(session.stats().noiseBytes()).isEqualTo(2);
    }

    @Test
    void moreOfAMessageThatWasTakenForWholeIsReportedAndIsNoFinal() {
        modem.when("AT+CSQ").staysSilent();
        AtSession session = l610();
        send(session.send("AT+CSQ"));
        modem.printsRaw("\r\n+MQTTMSG: 1, 0, t, a\r\n");
        modem.advance(ofMillis(50));
        modem.printsRaw("OK\r\n");
        assertThat(got).isEmpty();
        assertThat(strays).containsExactly("OK");
        assertThat(cuts).containsExactly(new SessionEvent.TextCut(AtLine.of("OK"), true));
        modem.prints("+CSQ: 20,99", "OK");
        assertThat(got).containsExactly("[+CSQ: 20,99]OK");
    }

    @Test
    void aLoneLargerThanSignDirectlyBehindAMessageIsThePromptWhereItStandsAlone() {
        modem.when("AT+P=5").prompts("\r\n+MQTTMSG: 1, 0, t, a\r\n>", 5).then(ofMillis(0), "OK");
        AtSession session = l610();
        send(session.send(AtCommand.of("AT+P=5")
                .payload(Payload.counted("12345".getBytes(StandardCharsets.US_ASCII)))
                .timeout(ofSeconds(60))));
        modem.advance(ofMillis(49));
        assertThat(modem.payloads()).isEmpty();
        modem.advance(ofMillis(1));
        assertThat(modem.payloads()).containsExactly("12345");
        assertThat(got).containsExactly("[]OK");
        assertThat(urcs).containsExactly("+MQTTMSG: 1, 0, t, a");
    }

    @Test
    void aLargerThanSignOfAMessageIsNoPromptWhereALineEndFollows() {
        modem.when("AT+P=5").prompts("\r\n+MQTTMSG: 1, 0, t, a\r\n> \r\n", 5).then(ofMillis(0), "OK");
        AtSession session = l610();
        send(session.send(AtCommand.of("AT+P=5")
                .payload(Payload.counted("12345".getBytes(StandardCharsets.US_ASCII)))
                .timeout(ofSeconds(60))));
        modem.advance(ofSeconds(1));
        assertThat(modem.payloads()).isEmpty();
        assertThat(urcs).containsExactly("+MQTTMSG: 1, 0, t, a\r\n> ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+MIPCALL: 0",
                "+CSQ: 1,1",
                "AT+MIPCALL?",
                "xAT+MIPCALL?",
                "OK",
                "+MQTTPUB: 1,1",
                "> ",
                "+CMEE: 2"
            })
    void aFurtherLineOfAMessageIsNothingToTheCommandInFlight(String line) {
        for (boolean echo : new boolean[] {true, false}) {
            TextIsNothingElseTest run = new TextIsNothingElseTest();
            run.modem.echo(echo).when("AT+MIPCALL?").staysSilent();
            AtSession session = run.l610();
            run.send(session.send("AT+MIPCALL?"));
            run.modem.printsRaw("\r\n+MQTTMSG: 1, 0, t, hello\n" + line + "\nOK\r\n");
            assertThat(run.got).isEmpty();
            run.modem.prints("+MIPCALL: 1,10.1.2.3", "OK");
            assertThat(run.got).containsExactly("[+MIPCALL: 1,10.1.2.3]OK");
            assertThat(run.urcs).containsExactly("+MQTTMSG: 1, 0, t, hello\n" + line + "\nOK");
        }
    }

    @Test
    void anEchoBetweenTwoMessagesIsAnEcho() {
        modem.echo(true).when("AT+CSQ").answersRaw("\r\n+MQTTMSG: 1, 0, t, two\r\n\r\nOK\r\n");
        AtSession session = l610();
        modem.printsRaw("\r\n+MQTTMSG: 1, 0, t, one\r\n");
        send(session.send("AT+CSQ"));
        assertThat(urcs).containsExactly("+MQTTMSG: 1, 0, t, one", "+MQTTMSG: 1, 0, t, two");
        assertThat(got).containsExactly("[]OK");
    }

    @Test
    void anEchoBehindAMessageIsAnEchoAlsoWhereTheAnswerIsSlow() {
        modem.echo(true).when("AT+CSQ").answersAfter(ofSeconds(2), "+CSQ: 20,99", "OK");
        AtSession session = l610();
        modem.printsRaw("\r\n+MQTTMSG: 1, 0, t, \"one\"\r\n");
        send(session.send("AT+CSQ"));
        modem.advance(ofSeconds(2));
        assertThat(urcs).containsExactly("+MQTTMSG: 1, 0, t, \"one\"");
        assertThat(got).containsExactly("[+CSQ: 20,99]OK");
    }

    @Test
    void aTextLineThatEqualsACommandWhoseReplyIsOverIsText() {
        modem.when("AT+CSQ").answers("+CSQ: 20,99", "OK");
        modem.when("AT+CREG?").staysSilent();
        AtSession session = l610();
        send(session.send("AT+CSQ"));
        send(session.send("AT+CREG?"));
        modem.printsRaw("\r\n+MQTTMSG: 1, 0, t, hello\r\nAT+CSQ\r\r\nOK\r\n");
        assertThat(got).hasSize(1);
        modem.printsRaw("\r\n+CREG: 0,1\r\n\r\nOK\r\n");
        assertThat(got).containsExactly("[+CSQ: 20,99]OK", "[+CREG: 0,1]OK");
    }

    @Test
    void aHalfLineThatBeganBeforeTheCommandIsNoAnswerToIt() {
        modem.when("AT+CSQ").staysSilent();
        AtSession session = generic();
        modem.printsRaw("\r\nsomething ol");
        send(session.send("AT+CSQ"));
        modem.printsRaw("d\r\n\r\n+CSQ: 20,99\r\n\r\nOK\r\n");
        assertThat(got).containsExactly("[+CSQ: 20,99]OK");
        assertThat(strays).containsExactly("something old");
        modem.printsRaw("\r\nO");
        send(session.send("AT+CSQ"));
        modem.printsRaw("K\r\n");
        assertThat(got).hasSize(1);
    }

    @Test
    void behindAnAcceptedSwitchOffThereIsNoEcho() {
        modem.when("ATE0").answers("OK");
        modem.when("AT+X").answers("AT+X", "OK");
        AtSession session = generic();
        send(session.send("ATE0"));
        send(session.send("AT+X"));
        assertThat(got).containsExactly("[]OK", "[AT+X]OK");
    }

    @Test
    void aResultCodeOfAProfileCarriesCountedBytesInItsLineOrBelow() {
        AtProfile profile = Profiles.generic()
                .mutate()
                .framing(Framing.NONE
                        .mutate()
                        .counted(CountedAnswer.of("+RECV", 2, p -> p.number(1).orElse(-1)))
                        .text(LineShape.named("+DATA"), TextShape.below(p -> p.number(1)
                                .orElse(-1)))
                        .build())
                .build();
        AtSession session = session(profile);
        modem.printsRaw("\r\n+RECV: 1,8,\r\nOK\r\n\r\n\r\n");
        modem.printsRaw("\r\n+DATA: 1,8\r\n\r\nOK\r\n> \r\n\r\n+CREG: 1\r\n");
        assertThat(urcs).containsExactly("+RECV: 1,8,\r\nOK\r\n\r\n", "+DATA: 1,8\r\n\r\nOK\r\n> ", "+CREG: 1");
        modem.printsRaw("\r\n+RECV: 1,80,abc");
        modem.advance(ofSeconds(1));
        assertThat(urcs).endsWith("+RECV: 1,80,abc");
        assertThat(session.stats().cutTexts()).isEqualTo(1);
    }

    @Test
    void codesThatAreDeclaredLeadlessEndATextThatTheyFollow() {
        AtProfile profile = L610Profile.defaults()
                .atProfile()
                .mutate()
                .framing(L610Profile.defaults()
                        .atProfile()
                        .framing()
                        .mutate()
                        .leadless(LineShape.named("+MQTTBREAK"), LineShape.named("+MQTTMSG"), LineShape.whole("OK"))
                        .build())
                .build();
        modem.when("AT+X").staysSilent();
        AtSession session = session(profile);
        send(session.send("AT+X"));
        modem.printsRaw("\r\n+MQTTMSG: 1, 0, t, a\r\nb\r\n+MQTTMSG: 1, 0, t, c\r\n+MQTTBREAK: 1,1\r\n");
        modem.printsRaw("\r\n+MQTTMSG: 1, 0, t, d\r\nOK\r\n");
        assertThat(urcs)
                .containsExactly(
                        "+MQTTMSG: 1, 0, t, a\r\nb", "+MQTTMSG: 1, 0, t, c", "+MQTTBREAK: 1,1", "+MQTTMSG: 1, 0, t, d");
        assertThat(got).containsExactly("[]OK");
    }

    @Test
    void aLostLineLeavesNoHalfMessageAsAWholeOne() {
        session(L610Profile.defaults().atProfile());
        modem.printsRaw("\r\n+MQTTMSG: 1, 0, t, a\r\nb");
        modem.drops();
        assertThat(urcs).containsExactly("+MQTTMSG: 1, 0, t, a");
        assertThat(cuts).hasSize(1);
    }
}
