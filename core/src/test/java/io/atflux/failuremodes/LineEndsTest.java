package io.atflux.failuremodes;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.SessionEvent;
import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.command.RetryRule;
import io.atflux.fibocom.L610Profile;
import io.atflux.line.AtLine;
import io.atflux.line.LineShape;
import io.atflux.profile.AtProfile;
import io.atflux.profile.Profiles;
import io.atflux.test.ScriptedModem;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Modems, and serial servers that translate, with line ends other than CR LF. */
class LineEndsTest {

    private final ScriptedModem modem = new ScriptedModem();
    private final List<String> urcs = new ArrayList<>();
    private final List<SessionEvent> events = new ArrayList<>();
    private final List<String> got = new ArrayList<>();

    private AtSession session(AtProfile profile) {
        AtSession session = modem.session(AtClient.over(modem).profile(profile));
        session.urcs().map(AtLine::text).subscribe(urcs::add);
        session.events().subscribe(events::add);
        return session;
    }

    private void ask(AtSession session, String end) {
        modem.advance(ofMillis(100));
        session.send(AtCommand.of("AT+CSQ").answeredBy(LineShape.named("+CSQ")).timeout(ofSeconds(5)))
                .subscribe(r -> got.add(r.texts() + "OK"), e -> got.add("" + e.getMessage()));
        print(end, "+CSQ: 20,99", "OK");
    }

    private void print(String end, String... lines) {
        for (String line : lines) {
            modem.printsRaw(end + line + end);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\r\r\n", "\n", "\r", "\n\r", "\n\n"})
    void oneMessageKillsNoLine(String end) {
        modem.whenProof().answersRaw(end + "ERROR" + end);
        modem.when("AT+CSQ").answersRaw(end + "+CSQ: 20,99" + end + end + "OK" + end);
        for (String probe : List.of("CMEE", "CFUN", "CGSN", "IPR")) {
            modem.when("AT+" + probe + "?").answersRaw(end + "+" + probe + ": 1" + end + end + "OK" + end);
        }
        AtSession session = session(L610Profile.defaults().atProfile());
        AtCommand<AtReply> ask =
                AtCommand.of("AT+CSQ").answeredBy(LineShape.named("+CSQ")).retry(RetryRule.within(ofSeconds(90)));
        for (int i = 0; i < 5; i++) {
            print(end, "+MQTTMSG: 1,0,t,hello");
            modem.advance(ofMillis(100));
            session.send(ask).subscribe(r -> got.add(r.texts() + "OK"), e -> got.add("" + e.getMessage()));
            modem.advance(ofSeconds(5));
        }
        assertThat(got).hasSize(5).containsOnly("[+CSQ: 20,99]OK");
        assertThat(urcs).hasSize(5).containsOnly("+MQTTMSG: 1,0,t,hello");
        assertThat(modem.countOf("AT+CSQ")).isLessThanOrEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\r\r\n", "\n", "\r", "\n\r", "\n\n"})
    void whatTheLineShowsIsLearnedAndThenTextOfSeveralLinesIsOne(String end) {
        modem.when("AT+CSQ").staysSilent();
        AtSession session = session(L610Profile.defaults().atProfile());
        for (int i = 0; i < 4; i++) {
            ask(session, end);
        }
        assertThat(events.stream().filter(SessionEvent.OtherLineEnds.class::isInstance))
                .hasSize(end.equals("\r\n") ? 0 : 1);
        modem.printsRaw(end + "+MQTTMSG: 1,0,t,a" + end + "OK" + end + end + "+CREG: 1" + end);
        assertThat(urcs).containsExactly("+MQTTMSG: 1,0,t,a" + end + "OK", "+CREG: 1");
    }

    @Test
    void aLineEndThatLosesAByteTwiceIsNoOtherLineEndIfAWholeOneStandsBetween() {
        session(L610Profile.defaults().atProfile());
        modem.printsRaw("\r\n+CREG: 1\r");
        modem.advance(ofSeconds(1));
        modem.printsRaw("\r\n+CREG: 2\r\n\r\n+CREG: 3\r");
        modem.advance(ofSeconds(1));
        modem.printsRaw("\r\n+MQTTMSG: 1,0,t,a\r\nOK\r\n\r\n+CREG: 5\r\n");
        assertThat(urcs).containsExactly("+CREG: 1", "+CREG: 2", "+CREG: 3", "+MQTTMSG: 1,0,t,a\r\nOK", "+CREG: 5");
    }

    @Test
    void anEchoWhoseFirstByteIsDamagedShowsNoLineEnd() {
        modem.when("AT+B").answers("OK");
        AtSession session = session(L610Profile.defaults().atProfile());
        modem.when("AT+C").answersRaw(",T+C\r");
        modem.printsRaw("\r\n+CREG: 1\r");
        modem.advance(ofSeconds(1));
        session.send(AtCommand.of("AT+C").timeout(ofMillis(500))).subscribe(none -> {}, e -> {});
        modem.advance(ofSeconds(1));
        modem.printsRaw("\r\n> \r\n+MQTTMSG: 1,0,t,b\r\nOK\r\n\r\n+CREG: 5\r\n");
        assertThat(urcs).containsExactly("+CREG: 1", "+MQTTMSG: 1,0,t,b\r\nOK", "+CREG: 5");
    }

    /** The CR at the end of an echo is the host's, and does not show how the modem ends its lines. */
    @Test
    void aDamagedEchoThatPassesForTextShowsNoLineEnd() {
        modem.echo(true).when("AT+B").staysSilent();
        AtSession session = session(L610Profile.defaults().atProfile());
        modem.printsRaw("\r\n+CREG: 1\r");
        modem.advance(ofSeconds(1));
        modem.printsRaw("\r\n+MQTTMSG: 1,0,t,a\r\nAT+C~Q\r");
        modem.advance(ofSeconds(1));
        session.send("AT+B").subscribe(none -> {}, e -> {});
        modem.printsRaw("\r\n+MQTTMSG: 1,0,t,b\r\nOK\r\n\r\n+CREG: 5\r\n");
        assertThat(urcs)
                .containsExactly("+CREG: 1", "+MQTTMSG: 1,0,t,a\r\nAT+C~Q", "+MQTTMSG: 1,0,t,b\r\nOK", "+CREG: 5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\r\r\n", "\n", "\r", "\n\r", "\n\n"})
    void aShortMessageIsWholeBeforeAnythingIsLearned(String end) {
        modem.when("AT+CSQ").staysSilent();
        AtSession session = session(Profiles.generic());
        session.send(AtCommand.of("AT+CSQ").answeredBy(LineShape.named("+CSQ")).timeout(ofSeconds(5)))
                .subscribe(r -> got.add(r.texts() + "OK"));
        modem.printsRaw(end + "+CMT: \"+49151\",,\"26/11/28,08:00:00+04\"" + end + "OK" + end);
        print(end, "+CSQ: 20,99", "OK");
        assertThat(got).containsExactly("[+CSQ: 20,99]OK");
        assertThat(urcs).containsExactly("+CMT: \"+49151\",,\"26/11/28,08:00:00+04\"" + end + "OK");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\n"})
    @Tag("V.250:5.7.3")
    void withoutLeadsAFinalResultIsNeverSwallowed(String end) {
        modem.when("AT+CSQ").staysSilent();
        AtSession session = session(Profiles.generic());
        for (int i = 0; i < 4; i++) {
            modem.advance(ofMillis(100));
            session.send(AtCommand.of("AT+CSQ")
                            .answeredBy(LineShape.named("+CSQ"))
                            .timeout(ofSeconds(5)))
                    .subscribe(r -> got.add(r.texts() + "OK"));
            modem.printsRaw("+CMT: \"+49151\",,\"26/11/28,08:00:00+04\"" + end + "hi" + end);
            modem.printsRaw("+CSQ: 20,99" + end + "OK" + end);
        }
        assertThat(got).hasSize(4).containsOnly("[+CSQ: 20,99]OK");
    }
}
