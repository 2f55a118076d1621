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
import io.atflux.line.TextShape;
import io.atflux.profile.AtProfile;
import io.atflux.profile.Profiles;
import io.atflux.test.ScriptedModem;
import io.atflux.urc.UrcType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The end of a text: by a prompt, an echo, a silence, or at once if the line ends are not known. */
class TextEndsTest {

    private static final String MESSAGE = "\r\n+MQTTMSG: 1, 0, t, a\r\n";
    private static final AtCommand<AtReply> PUT =
            AtCommand.of("AT+P=5").payload(Payload.counted("12345".getBytes())).timeout(ofSeconds(60));

    /** The line ends are not declared. */
    private static final AtProfile UNKNOWN_ENDS = Profiles.generic()
            .mutate()
            .framing(Profiles.generic()
                    .framing()
                    .mutate()
                    .text(LineShape.named("+MQTTMSG"), TextShape.rest(3, p -> true))
                    .build())
            .urc(UrcType.of(LineShape.named("+MQTTMSG")))
            .build();

    private final ScriptedModem modem = new ScriptedModem();
    private final List<String> got = new ArrayList<>();
    private final List<String> urcs = new ArrayList<>();
    private final List<String> strays = new ArrayList<>();

    private AtSession session(AtProfile profile) {
        AtSession session = modem.session(AtClient.over(modem).profile(profile));
        session.urcs().map(AtLine::text).subscribe(urcs::add);
        session.unclassified().map(AtLine::text).subscribe(strays::add);
        return session;
    }

    private AtSession l610() {
        return session(L610Profile.defaults().atProfile());
    }

    private void sends(AtSession session, AtCommand<AtReply> command) {
        session.send(command)
                .subscribe(
                        reply -> got.add(reply.texts() + reply.result().text()),
                        failed -> got.add(failed.getClass().getSimpleName()));
    }

    @Test
    void aPromptWithItsOwnLeadEndsAMessageAtOnce() {
        modem.when("AT+P=5").prompts(MESSAGE + "\r\n> ", 5).staysSilent();
        sends(l610(), PUT);
        assertThat(modem.payloads()).containsExactly("12345");
        assertThat(urcs).containsExactly(MESSAGE.strip());
    }

    @Test
    void anEchoWithinAMessageIsOneWhereThePromptFollowsIt() {
        modem.when("AT+P=5").prompts(MESSAGE + "AT+P=5\r\r\n> ", 5).staysSilent();
        sends(l610(), PUT);
        assertThat(modem.payloads()).containsExactly("12345");
        assertThat(urcs).containsExactly(MESSAGE.strip());
    }

    @Test
    void aLineOfAMessageThatSaysWhatWasWrittenIsTextWhereItsEndIsTheModems() {
        modem.when("AT+P=5").prompts(MESSAGE + "AT+P=5\r\n> ", 5).staysSilent();
        sends(l610(), PUT);
        assertThat(modem.payloads()).isEmpty();
        modem.advance(ofMillis(50));
        assertThat(urcs).containsExactly(MESSAGE.strip() + "\r\nAT+P=5");
    }

    @Test
    void anEchoBehindAMessageEndsItAsSoonAsTheLineFallsSilent() {
        modem.when("AT+CSQ").staysSilent();
        AtSession session = l610();
        modem.printsRaw(MESSAGE);
        sends(session, AtCommand.of("AT+CSQ").timeout(ofSeconds(5)));
        modem.printsRaw("AT+CSQ\r");
        modem.advance(ofMillis(50));
        assertThat(urcs).containsExactly(MESSAGE.strip());
        modem.printsRaw("\r\n+CSQ: 20,99\r\n\r\nOK\r\n");
        assertThat(got).containsExactly("[+CSQ: 20,99]OK");
    }

    @Test
    void behindALonePromptTheMessageIsOverAndNoLineIsMoreOfIt() {
        modem.when("AT+P=5").prompts(MESSAGE + ">", 5).staysSilent();
        sends(l610(), PUT);
        modem.advance(ofMillis(50));
        assertThat(modem.payloads()).containsExactly("12345");
        modem.printsRaw("OK\r\n");
        assertThat(got).containsExactly("[]OK");
        assertThat(strays).isEmpty();
    }

    @Test
    void whereTheLineEndsAreUnknownAShortMessageIsDeliveredWithItsFirstLine() {
        session(UNKNOWN_ENDS);
        modem.printsRaw("\r\n+CMT: \"+49151\",,\"26/11/28,08:00:00+04\"\r\nhi\r\n");
        assertThat(urcs).containsExactly("+CMT: \"+49151\",,\"26/11/28,08:00:00+04\"\r\nhi");
    }

    @Test
    void whereTheLineEndsAreUnknownWhatFollowsAQuoteWaitsAndIsTextIfItClosesOne() {
        modem.when("AT+CSQ").staysSilent();
        AtSession session = session(UNKNOWN_ENDS);
        sends(session, AtCommand.of("AT+CSQ").timeout(ofSeconds(5)));
        modem.printsRaw("\r\n+MQTTMSG: 1,0,\"t\",\"say \"hi\"\r\nto all\"\r\n");
        assertThat(urcs).isEmpty();
        modem.advance(ofMillis(50));
        assertThat(urcs).containsExactly("+MQTTMSG: 1,0,\"t\",\"say \"hi\"\r\nto all\"");
    }

    @Test
    void whereTheLineEndsAreUnknownAFinalResultBehindAQuoteIsOne() {
        modem.when("AT+CSQ").staysSilent();
        AtSession session = session(UNKNOWN_ENDS);
        sends(session, AtCommand.of("AT+CSQ").timeout(ofSeconds(5)));
        modem.printsRaw("\r\n+MQTTMSG: 1,0,\"t\",\"a\"\r\nOK\r\n");
        assertThat(got).isEmpty();
        modem.advance(ofMillis(50));
        assertThat(urcs).containsExactly("+MQTTMSG: 1,0,\"t\",\"a\"");
        assertThat(got).containsExactly("[]OK");
    }

    @Test
    void whereTheLineEndsAreUnknownAFinalResultBetweenTwoQuotesIsOneToo() {
        modem.when("AT+CSQ").staysSilent();
        AtSession session = session(UNKNOWN_ENDS);
        sends(session, AtCommand.of("AT+CSQ").timeout(ofSeconds(5)));
        modem.printsRaw("\r\n+MQTTMSG: 1,0,\"t\",\"a\"\r\nOK\r\nb\"\r\n");
        modem.advance(ofMillis(50));
        assertThat(got).containsExactly("[]OK");
        assertThat(urcs).containsExactly("+MQTTMSG: 1,0,\"t\",\"a\"");
    }

    @Test
    void aHeaderThatAnnouncesNoBytesIsWhole() {
        modem.when("AT+CMGR=1").staysSilent();
        AtSession session = session(Profiles.generic());
        sends(
                session,
                AtCommand.of("AT+CMGR=1").answeredBy(LineShape.named("+CMGR")).timeout(ofSeconds(5)));
        modem.printsRaw("\r\n+CMGR: \"REC READ\",\"+49151\",,\"26/11/28,08:00:00+04\",145,4,0,0,\"+49\",145,0\r\n");
        modem.printsRaw("\r\n\r\nOK\r\n");
        assertThat(got).singleElement().asString().endsWith("145,0]OK");
    }
}
