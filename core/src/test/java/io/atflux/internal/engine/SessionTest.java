package io.atflux.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtSession;
import io.atflux.SessionState;
import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.command.Payload;
import io.atflux.error.AtConnectionException;
import io.atflux.error.AtProtocolException;
import io.atflux.error.AtRejectedException;
import io.atflux.error.AtUsageException;
import io.atflux.error.Outcome;
import io.atflux.line.AtLine;
import io.atflux.test.ScriptedModem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SessionTest {

    private final ScriptedModem modem = new ScriptedModem();

    @Test
    void aReplyCarriesItsLinesAndItsFinalResult() {
        modem.echo(true).when("AT+CSQ").answers("+CSQ: 25,99", "OK");
        AtReply reply = new Got<>(modem.session().send("AT+CSQ")).values.get(0);
        assertThat(reply.texts()).containsExactly("+CSQ: 25,99");
        assertThat(reply.result().isOk()).isTrue();
    }

    @Test
    @Tag("27.007:9.1")
    void aRejectionIsDecodedByNumberAndByText() {
        modem.when("AT+CPIN?").answers("+CME ERROR: 10").answers("+CME ERROR: SIM wrong");
        AtSession session = modem.session();
        AtRejectedException byNumber = new Got<>(session.send("AT+CPIN?")).error(AtRejectedException.class);
        assertThat(byNumber.getMessage()).isEqualTo("AT+CPIN?: +CME ERROR: 10 (SIM not inserted) [REJECTED]");
        AtRejectedException byText = new Got<>(session.send("AT+CPIN?")).error(AtRejectedException.class);
        assertThat(byText.code()).hasValue(15);
    }

    @Test
    void thePayloadWaitsForThePromptInAnySpelling() {
        for (String prompt : List.of("\r\n> ", "\r\n>", "\r\n>\r\n")) {
            ScriptedModem scripted = new ScriptedModem();
            scripted.when("AT+PUT=5").prompts(prompt, 5).then(Duration.ofSeconds(1), "OK");
            Got<AtReply> got = new Got<>(scripted.session()
                    .send(AtCommand.of("AT+PUT=5")
                            .payload(Payload.counted("\"123\"".getBytes(StandardCharsets.US_ASCII)))
                            .timeout(Duration.ofSeconds(3))));
            scripted.advance(Duration.ofSeconds(1));
            assertThat(got.values).hasSize(1);
            assertThat(scripted.payloads()).containsExactly("\"123\"");
        }
    }

    @Test
    void aRawCommandThatDoesNotAskForItsPayloadEndsWithItsFinal() {
        modem.when("AT+X=5").answers("+X: 1", "OK");
        modem.when("AT+PUT=5").prompts("\r\n> ", 5).then(Duration.ZERO, "OK");
        Payload data = Payload.counted("12345".getBytes(StandardCharsets.US_ASCII));
        AtSession session = modem.session();
        AtReply plain = new Got<>(session.send(AtCommand.raw("AT+X=5").payload(data))).values.get(0);
        assertThat(plain.texts()).containsExactly("+X: 1");
        Got<AtReply> put = new Got<>(session.send(AtCommand.raw("AT+PUT=5").payload(data)));
        modem.advance(Duration.ZERO);
        assertThat(put.values).hasSize(1);
        assertThat(modem.payloads()).containsExactly("12345");
    }

    @Test
    @Tag("27.005:3.5.1")
    void aPromptThatNobodyAnswersIsAProtocolError() {
        for (String prompt : List.of("\r\n> ", "\r\n>", "\r\n>\r\n")) {
            ScriptedModem scripted = new ScriptedModem();
            scripted.when("AT+CMGS=\"1\"").answersRaw(prompt);
            Got<AtReply> got = new Got<>(scripted.session().send("AT+CMGS=\"1\""));
            scripted.advance(Duration.ofSeconds(1));
            assertThat(got.error(AtProtocolException.class).getMessage()).contains("asks for data");
            assertThat(scripted.escapes()).isEqualTo(1);
        }
    }

    @Test
    void urcsWithinAReplyAreToldFromItByShape() {
        modem.when("AT+CREG?").answers("+CREG: 1", "+CREG: 0,1", "+CREG: 2", "RING", "OK");
        AtSession session = modem.session();
        List<String> urcs = new ArrayList<>();
        session.urcs().map(AtLine::text).subscribe(urcs::add);
        AtReply reply = new Got<>(session.send("AT+CREG?")).values.get(0);
        assertThat(reply.texts()).containsExactly("+CREG: 0,1");
        assertThat(urcs).containsExactly("+CREG: 1", "+CREG: 2", "RING");
    }

    @Test
    void finalResultsAreWholeLinesOnly() {
        modem.when("AT+X").answers("CONNECT OK", "OKfoo", "xOK", "+TCMQTTCONN: OK", "NO CARRIER", "OK");
        AtReply reply = new Got<>(modem.session().send("AT+X")).values.get(0);
        assertThat(reply.texts()).containsExactly("CONNECT OK", "OKfoo", "xOK", "+TCMQTTCONN: OK", "NO CARRIER");
    }

    @Test
    void aLostLineEndsEverythingWithItsOutcome() {
        modem.when("AT+A").staysSilent();
        AtSession session = modem.session();
        Got<AtReply> inFlight = new Got<>(session.send("AT+A"));
        Got<AtReply> waiting = new Got<>(session.send("AT+B"));
        Got<AtReply> turn = new Got<>(session.exclusive(s -> s.send("AT+C")));
        List<Throwable> urcEnd = new ArrayList<>();
        session.urcs().subscribe(line -> {}, urcEnd::add);
        modem.drops();
        assertThat(inFlight.error(AtConnectionException.class).outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(waiting.error(AtConnectionException.class).outcome()).isEqualTo(Outcome.NOT_SENT);
        assertThat(turn.error(AtConnectionException.class).outcome()).isEqualTo(Outcome.NOT_SENT);
        assertThat(urcEnd).hasSize(1);
        assertThat(new Got<>(session.send("AT"))
                        .error(AtConnectionException.class)
                        .outcome())
                .isEqualTo(Outcome.NOT_SENT);
        assertThat(session.state()).isEqualTo(SessionState.CLOSED);
    }

    @Test
    void closeIsNotQueued() {
        modem.when("AT+A").staysSilent();
        AtSession session = modem.session();
        Got<AtReply> inFlight = new Got<>(session.send("AT+A"));
        session.close().block();
        assertThat(inFlight.error(AtConnectionException.class).outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(modem.isOpen()).isFalse();
    }

    @Test
    void sendingFromWithinAUrcCallbackIsLegal() {
        modem.when("AT+A").answers("OK");
        AtSession session = modem.session();
        List<AtReply> replies = new ArrayList<>();
        session.urcs().flatMap(urc -> session.send("AT+A")).subscribe(replies::add);
        modem.prints("RING", "RING");
        assertThat(replies).hasSize(2);
    }

    @Test
    @Tag("V.250:5.2.2")
    void whatCannotBeWrittenNeverReachesTheLine() {
        AtSession session = modem.session();
        for (String bad : List.of("AT\rAT+CFUN=0", "", "AT+X=\"\u20ac\"", "AT" + "x".repeat(12_288))) {
            assertThat(new Got<>(session.send(bad))
                            .error(AtUsageException.class)
                            .outcome())
                    .isEqualTo(Outcome.NOT_SENT);
        }
        assertThat(modem.sentLines()).isEmpty();
    }

    @Test
    void aSecretIsMaskedInErrors() {
        modem.whenPrefix("AT+CPIN").answers("+CME ERROR: 16");
        AtRejectedException error =
                new Got<>(modem.session().send("AT+CPIN=\"1234\"")).error(AtRejectedException.class);
        assertThat(error.getMessage()).startsWith("AT+CPIN=\"****\": +CME ERROR: 16");
    }

    @Test
    void aLostLineLeavesWhatHadComeOfTheReply() {
        modem.when("AT+X").answers("+X: 1", "+X: 2");
        Got<AtReply> got = new Got<>(modem.session().send("AT+X"));
        modem.drops();
        assertThat(got.error(AtConnectionException.class).lines())
                .extracting(AtLine::text)
                .containsExactly("+X: 1", "+X: 2");
    }
}
