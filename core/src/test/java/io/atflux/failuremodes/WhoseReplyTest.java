package io.atflux.failuremodes;

import static io.atflux.failuremodes.Conversation.mustGive;
import static io.atflux.failuremodes.Conversation.publish;
import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.Discipline;
import io.atflux.command.AtCommand;
import io.atflux.command.Payload;
import io.atflux.failuremodes.Conversation.Seen;
import io.atflux.line.AtLine;
import io.atflux.line.LineShape;
import io.atflux.test.ScriptedModem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** Failure modes 15 to 28. */
class WhoseReplyTest {

    private final ScriptedModem modem = new ScriptedModem();
    private final List<String> got = new ArrayList<>();

    private void send(AtSession session, AtCommand<io.atflux.command.AtReply> command) {
        session.send(command)
                .subscribe(
                        reply -> got.add(command + " " + reply.texts()),
                        failed -> got.add(command + " " + failed.getClass().getSimpleName()));
    }

    @Test
    void case15ALateReplyGoesToItsCommandOrNobody() {
        modem.when("AT+A").answersAfter(Duration.ofSeconds(2), "+A: 1", "OK");
        modem.when("AT+B").answers("+B: 1", "OK");
        AtSession session = Conversation.session(modem);
        send(session, AtCommand.of("AT+A"));
        send(session, AtCommand.of("AT+B"));
        modem.advance(Duration.ofSeconds(2));
        assertThat(got).containsExactly("AT+A AtTimeoutException", "AT+B [+B: 1]");
        assertThat(session.stats().lateReplies()).isEqualTo(1);
    }

    @Test
    void case16WhatCameBeforeACommandWasWrittenIsNoReplyToIt() {
        AtSession session = Conversation.session(modem);
        modem.when("AT+A").staysSilent();
        modem.printsRaw("\r\n+A: 0\r\n\r\nOK\r\n");
        send(session, AtCommand.of("AT+A"));
        assertThat(got).isEmpty();
    }

    @Test
    @Tag("V.250:5.7.1")
    @Tag("V.250:5.8.2")
    void case17AResultCodeBeforeTheFirstLineIsNotTheAnswer() {
        mustGive(
                "AT+CSQ",
                "AT+CSQ\r\r\nRING\r\n\r\n+CSQ: 9,99\r\n\r\nOK\r\n",
                Seen.ok("+CSQ: 9,99").urcs("RING"));
    }

    @Test
    void case18AResultCodeAndAnAnswerOfOneNameAreToldApartByShape() {
        mustGive(
                "AT+CREG?",
                "\r\n+CREG: 1\r\n\r\n+CREG: 0,1\r\n\r\n+CREG: 5\r\n\r\nOK\r\n",
                Seen.ok("+CREG: 0,1").urcs("+CREG: 1", "+CREG: 5"));
        mustGive(
                AtCommand.of("AT+MQTTOPEN?")
                        .answeredBy(LineShape.named("+MQTTOPEN").withParameters(1, 1)),
                "\r\n+MQTTOPEN: 1,1\r\n\r\n+MQTTOPEN: 1\r\n\r\nOK\r\n",
                Seen.ok("+MQTTOPEN: 1").urcs("+MQTTOPEN: 1,1"));
    }

    @Test
    void case19AnotherClientsResultCodeSettlesNothing() {
        mustGive(
                publish(1, "a"),
                "\r\nOK\r\n\r\n+MQTTPUB: 2,1\r\n",
                Seen.nothing().urcs("+MQTTPUB: 2,1"));
        mustGive(
                publish(1, "a"),
                "\r\nOK\r\n\r\n+MQTTPUB: 2,1\r\n\r\n+MQTTPUB: 1,1\r\n",
                Seen.ok().urcs("+MQTTPUB: 2,1"));
    }

    @Test
    void case20ASecondFinalIsNobodys() {
        mustGive("AT+A", "\r\nOK\r\n\r\nERROR\r\n", Seen.ok().strays("ERROR"));
        modem.when("AT+A").answers("OK").then(Duration.ofSeconds(3), "ERROR");
        modem.when("AT+B").answers("OK");
        AtSession session = Conversation.session(modem);
        send(session, AtCommand.of("AT+A"));
        modem.advance(Duration.ofSeconds(3));
        send(session, AtCommand.of("AT+B"));
        assertThat(got).containsExactly("AT+A []", "AT+B []");
    }

    @Test
    @Tag("V.250:5.2.3")
    void case21EchoThatComesBackIsTolerated() {
        mustGive(
                "AT+CSQ",
                "\r\n+SIM READY\r\nAT+CSQ\r\r\n+CSQ: 1,99\r\n\r\nOK\r\n",
                Seen.ok("+CSQ: 1,99").urcs("+SIM READY"));
        mustGive("AT+CSQ", "??AT+CSQ\r\n+CSQ: 1,99\r\n\r\nOK\r\n", Seen.ok("+CSQ: 1,99"));
    }

    @Test
    void case21EchoOfEscAndOfDataIsTolerated() {
        for (String echo : List.of("\u001b", "\u001b\r\n", "\r\n\u001b\r\n\r\nERROR\r\n")) {
            ScriptedModem other = new ScriptedModem().echo(true);
            other.when("AT+PUT=5").staysSilent();
            other.whenProof().answersProof();
            other.when("AT+CSQ").answers("+CSQ: 1,99", "OK");
            AtSession session = Conversation.session(other);
            got.clear();
            send(session, put());
            send(session, AtCommand.of("AT+CSQ").answeredBy(LineShape.named("+CSQ")));
            other.advance(Duration.ofSeconds(3));
            assertThat(other.escapes()).isEqualTo(1);
            other.printsRaw(echo);
            other.advance(Duration.ofSeconds(60));
            assertThat(got).containsExactly("AT+PUT=5 AtTimeoutException", "AT+CSQ [+CSQ: 1,99]");
        }
        modem.when("AT+PUT=5").prompts("\r\n> ", 5).then(Duration.ZERO, "ab", "de", "+PUT: 5", "OK");
        got.clear();
        send(Conversation.session(modem), put().answeredBy(LineShape.named("+PUT")));
        assertThat(got).singleElement().asString().contains("+PUT: 5");
    }

    private static AtCommand<io.atflux.command.AtReply> put() {
        return AtCommand.of("AT+PUT=5")
                .payload(Payload.counted("ab\rde".getBytes(StandardCharsets.US_ASCII)))
                .timeout(Duration.ofSeconds(3));
    }

    @Test
    void case22NothingIsFlushedBeforeASend() {
        AtSession session = Conversation.session(modem);
        List<String> urcs = new ArrayList<>();
        session.urcs().map(AtLine::text).subscribe(urcs::add);
        modem.when("AT+A").staysSilent();
        modem.printsRaw("\r\n+CREG");
        send(session, AtCommand.of("AT+A"));
        modem.printsRaw(": 1\r\n\r\nOK\r\n");
        assertThat(urcs).containsExactly("+CREG: 1");
        assertThat(got).containsExactly("AT+A []");
    }

    @Test
    void case23ConcurrentCallersHaveOneQueue() {
        modem.whenPrefix("AT+").answersAfter(Duration.ofMillis(10), "OK");
        AtSession session = Conversation.session(modem);
        Flux.range(0, 8).flatMap(i -> session.send(AtCommand.of("AT+" + i))).subscribe(reply -> got.add("OK"));
        assertThat(modem.sentLines()).containsExactly("AT+0");
        modem.advance(Duration.ofMillis(80));
        assertThat(got).hasSize(8);
        assertThat(modem.sentLines()).hasSize(8).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void case24TheResultCodeMayComeBeforeOrBehindOk() {
        mustGive(publish(1, "a"), "\r\nOK\r\n\r\n+MQTTPUB: 1,1\r\n", Seen.ok());
        mustGive(publish(1, "a"), "\r\n+MQTTPUB: 1,1\r\n\r\nOK\r\n", Seen.ok());
    }

    @Test
    void case25AFailureEndsTheCommandAtOnce() {
        mustGive(
                publish(1, "a"),
                "\r\nOK\r\n\r\n+MQTTPUB: 1,0\r\n",
                Seen.error("AT+MQTTPUB=1,\"t\",0,0,\"a\": +MQTTPUB: 1,0 [REJECTED]"));
    }

    @Test
    void case26OkIsNotTheCompletionOfAPublish() {
        mustGive(publish(1, "a"), "\r\nOK\r\n", Seen.nothing());
    }

    @Test
    void case27ErrorEndsTheWaitForTheResultCode() {
        mustGive(publish(1, "a"), "\r\nERROR\r\n", Seen.error("AT+MQTTPUB=1,\"t\",0,0,\"a\": ERROR [REJECTED]"));
    }

    @Test
    void case28ARetryStartsOnlyAfterTheRealEnd() {
        modem.whenPrefix("AT+MQTTPUB").answers("OK");
        AtSession session = modem.session(AtClient.over(modem).discipline(Discipline.INTERLEAVED));
        send(session, publish(1, "a").retry(io.atflux.command.RetryRule.times(1)));
        modem.advance(Duration.ofMillis(60_999));
        assertThat(modem.countOf("AT+MQTTPUB")).isEqualTo(1);
        modem.advance(Duration.ofMillis(1));
        assertThat(modem.countOf("AT+MQTTPUB")).isEqualTo(2);
    }
}
