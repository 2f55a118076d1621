package io.atflux.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtClient;
import io.atflux.AtDeadline;
import io.atflux.AtSession;
import io.atflux.Discipline;
import io.atflux.SessionEvent;
import io.atflux.SessionState;
import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.command.CommandText;
import io.atflux.command.Lane;
import io.atflux.command.Payload;
import io.atflux.command.RetryRule;
import io.atflux.command.Settlement;
import io.atflux.command.Settlement.Verdict;
import io.atflux.error.AtConnectionException;
import io.atflux.error.AtOverflowException;
import io.atflux.error.AtProtocolException;
import io.atflux.error.AtRejectedException;
import io.atflux.error.AtTimeoutException;
import io.atflux.error.AtTimeoutException.Phase;
import io.atflux.error.AtUsageException;
import io.atflux.error.Outcome;
import io.atflux.line.AtLine;
import io.atflux.line.LineShape;
import io.atflux.profile.Profiles;
import io.atflux.test.ScriptedModem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class SessionTest {

    private final ScriptedModem modem = new ScriptedModem();

    private static AtCommand<AtReply> publish(String payload) {
        return AtCommand.of(CommandText.of("AT+MQTTPUB=1,\"t\",0,0,\"" + payload + "\""))
                .settledBy(Settlement.by("+MQTTPUB", "1", line -> {
                    if (!line.isNamed("+MQTTPUB") || !line.parameters().is(0, 1)) {
                        return Verdict.NOT_MINE;
                    }
                    return line.parameters().is(1, 1) ? Verdict.SUCCESS : Verdict.FAILURE;
                }))
                .occupying("mqtt-1")
                .timeout(Duration.ofSeconds(60));
    }

    /** What a subscriber got, by the calling thread. */
    private static final class Got<T> {
        private final List<T> values = new ArrayList<>();
        private final List<Throwable> errors = new ArrayList<>();
        private final Disposable subscription;

        Got(Mono<T> mono) {
            subscription = mono.subscribe(values::add, errors::add);
        }

        boolean isEmpty() {
            return values.isEmpty() && errors.isEmpty();
        }

        @SuppressWarnings("unchecked")
        <E extends Throwable> E error(Class<E> type) {
            assertThat(errors).hasSize(1).first().isInstanceOf(type);
            return (E) errors.get(0);
        }
    }

    private void verify(Supplier<Mono<?>> mono, Duration wait, Consumer<Throwable> error) {
        StepVerifier.withVirtualTime(mono)
                .thenAwait(wait)
                .expectErrorSatisfies(error)
                .verify(Duration.ofSeconds(5));
    }

    @Test
    void aReplyCarriesItsLinesAndItsFinalResult() {
        modem.echo(true).when("AT+CSQ").answers("+CSQ: 25,99", "OK");
        AtReply reply = new Got<>(modem.session().send("AT+CSQ")).values.get(0);
        assertThat(reply.texts()).containsExactly("+CSQ: 25,99");
        assertThat(reply.result().isOk()).isTrue();
    }

    @Test
    void aRejectionIsDecodedByNumberAndByText() {
        modem.when("AT+CPIN?").answers("+CME ERROR: 10").answers("+CME ERROR: SIM wrong");
        AtSession session = modem.session();
        AtRejectedException byNumber = new Got<>(session.send("AT+CPIN?")).error(AtRejectedException.class);
        assertThat(byNumber.getMessage()).isEqualTo("AT+CPIN?: +CME ERROR: 10 (SIM not inserted) [REJECTED]");
        AtRejectedException byText = new Got<>(session.send("AT+CPIN?")).error(AtRejectedException.class);
        assertThat(byText.code()).hasValue(15);
    }

    @Test
    void timeOutsRunFromTheWriteNotFromTheSubscription() {
        modem.when("AT+A").answersAfter(Duration.ofSeconds(8), "OK");
        modem.when("AT+B").answersAfter(Duration.ofSeconds(8), "OK");
        modem.when("AT+C").answersAfter(Duration.ofSeconds(8), "OK");
        AtSession session = modem.session();
        StepVerifier.withVirtualTime(() -> Mono.when(session.send("AT+A"), session.send("AT+B"), session.send("AT+C")))
                .thenAwait(Duration.ofSeconds(24))
                .expectComplete()
                .verify(Duration.ofSeconds(5));
    }

    @Test
    void lateReplyNeverReachesTheNextCommand() {
        modem.when("AT+SLOW").answersAfter(Duration.ofSeconds(11), "+SLOW: 1", "OK");
        modem.when("AT+CSQ").answers("+CSQ: 1,99", "OK");
        AtSession session = modem.session();
        List<SessionEvent> events = new ArrayList<>();
        session.events().subscribe(events::add);
        Got<AtReply> slow = new Got<>(session.send("AT+SLOW"));
        Got<AtReply> next = new Got<>(session.send("AT+CSQ"));
        modem.advance(Duration.ofSeconds(10));
        assertThat(slow.error(AtTimeoutException.class).outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(session.state()).isEqualTo(SessionState.DRAINING);
        assertThat(modem.sentLines()).containsExactly("AT+SLOW");
        modem.advance(Duration.ofSeconds(1));
        assertThat(next.values).hasSize(1);
        assertThat(next.values.get(0).texts()).containsExactly("+CSQ: 1,99");
        assertThat(session.stats().lateReplies()).isEqualTo(1);
        assertThat(events)
                .anyMatch(e -> e instanceof SessionEvent.LateReply late
                        && late.command().equals("AT+SLOW"));
    }

    @Test
    void anOwedReplyThatNeverComesIsProbedForBeforeTheNextCommand() {
        modem.when("AT+LOST").staysSilent();
        modem.when("AT+CMEE?").answers("+CMEE: 2", "OK");
        modem.when("AT+CSQ").answers("+CSQ: 1,99", "OK");
        AtSession session = modem.session();
        new Got<>(session.send("AT+LOST"));
        Got<AtReply> next = new Got<>(session.send("AT+CSQ"));
        modem.advance(Duration.ofSeconds(12));
        assertThat(next.isEmpty()).isTrue();
        modem.advance(Duration.ofSeconds(1));
        assertThat(next.values).hasSize(1);
        assertThat(modem.sentLines()).containsExactly("AT+LOST", "AT+CMEE?", "AT+CSQ");
        assertThat(session.state()).isEqualTo(SessionState.READY);
    }

    @Test
    void aBareOkNeverProvesThatTheStreamIsInStep() {
        modem.when("AT+LOST").staysSilent();
        modem.whenPrefix("AT+C").answers("OK");
        modem.when("AT+IPR?").answers("OK");
        AtSession session = modem.session();
        new Got<>(session.send("AT+LOST"));
        Got<AtReply> next = new Got<>(session.send("AT+CSQ"));
        modem.advance(Duration.ofSeconds(20));
        assertThat(next.error(AtConnectionException.class).outcome()).isEqualTo(Outcome.NOT_SENT);
        assertThat(modem.sentLines()).containsExactly("AT+LOST", "AT+CMEE?", "AT+CFUN?", "AT+CGSN?");
        assertThat(modem.isOpen()).isFalse();
    }

    @Test
    void cancelBeforeTheWriteIsFreeAndCancelAfterItKeepsTheSeat() {
        modem.when("AT+A").answersAfter(Duration.ofSeconds(2), "+A: 1", "OK");
        modem.when("AT+C").answers("+C: 1", "OK");
        AtSession session = modem.session();
        Got<AtReply> a = new Got<>(session.send("AT+A"));
        Got<AtReply> b = new Got<>(session.send("AT+B"));
        Got<AtReply> c = new Got<>(session.send("AT+C"));
        b.subscription.dispose();
        a.subscription.dispose();
        assertThat(modem.sentLines()).containsExactly("AT+A");
        modem.advance(Duration.ofSeconds(2));
        assertThat(modem.sentLines()).containsExactly("AT+A", "AT+C");
        assertThat(c.values.get(0).texts()).containsExactly("+C: 1");
        assertThat(a.isEmpty()).isTrue();
    }

    @Test
    void theRetryTableHoldsToTheSecond() {
        record Row(Duration timeout, RetryRule rule, boolean silent, int sends, long endsAt) {}
        for (Row row : List.of(
                new Row(Duration.ofSeconds(1), RetryRule.within(Duration.ofSeconds(90)), true, 45, 89),
                new Row(Duration.ofSeconds(1), RetryRule.within(Duration.ofSeconds(90)), false, 90, 89),
                new Row(Duration.ofSeconds(60), RetryRule.within(Duration.ofSeconds(90)), true, 2, 121),
                new Row(Duration.ofSeconds(60), RetryRule.within(Duration.ofSeconds(90)), false, 90, 89),
                new Row(Duration.ofSeconds(60), RetryRule.times(2), true, 3, 182),
                new Row(Duration.ofSeconds(60), RetryRule.times(2), false, 3, 2))) {
            ScriptedModem scripted = new ScriptedModem();
            if (row.silent()) {
                scripted.when("AT+X").staysSilent();
            } else {
                scripted.when("AT+X").answers("ERROR");
            }
            AtSession session = scripted.session();
            Duration end = Duration.ofSeconds(row.endsAt());
            StepVerifier.withVirtualTime(() -> session.send(
                            AtCommand.of("AT+X").timeout(row.timeout()).retry(row.rule())))
                    .expectSubscription()
                    .expectNoEvent(end.minusMillis(1))
                    .thenAwait(Duration.ofMillis(1))
                    .expectError()
                    .verify(Duration.ofSeconds(5));
            assertThat(scripted.countOf("AT+X")).as(row.toString()).isEqualTo(row.sends());
        }
    }

    @Test
    void aLateReplyWithinThePauseSettlesTheRule() {
        modem.when("AT+X").answersAfter(Duration.ofMillis(1500), "+X: 1", "OK");
        Got<AtReply> got = new Got<>(modem.session()
                .send(AtCommand.of("AT+X")
                        .answeredBy(LineShape.named("+X"))
                        .retry(RetryRule.within(Duration.ofSeconds(90)))));
        modem.advance(Duration.ofMillis(1500));
        assertThat(got.values).hasSize(1);
        assertThat(got.values.get(0).attempts()).isEqualTo(1);
        assertThat(modem.sentLines()).containsExactly("AT+X");
    }

    @Test
    void aReplyOwedByAnEarlierAttemptIsAbsorbedBeforeADifferentCommand() {
        modem.when("AT+X").staysSilent().answers("OK");
        modem.when("AT+CMEE?").answers("+CMEE: 0", "OK");
        modem.when("AT+Y").answers("+Y: 1", "OK");
        AtSession session = modem.session();
        Got<AtReply> x = new Got<>(session.send(AtCommand.of("AT+X").retry(RetryRule.within(Duration.ofSeconds(90)))));
        Got<AtReply> y = new Got<>(session.send("AT+Y"));
        modem.advance(Duration.ofSeconds(2));
        assertThat(x.values.get(0).attempts()).isEqualTo(2);
        assertThat(x.values.get(0).possiblyDuplicated()).isTrue();
        assertThat(y.values.get(0).texts()).containsExactly("+Y: 1");
        assertThat(modem.sentLines()).containsExactly("AT+X", "AT+X", "AT+CMEE?", "AT+Y");
    }

    @Test
    void hopelessErrorsEndARuleAtOnce() {
        modem.when("AT+X").answers("+CME ERROR: 4");
        Got<AtReply> got =
                new Got<>(modem.session().send(AtCommand.of("AT+X").retry(RetryRule.within(Duration.ofSeconds(90)))));
        assertThat(got.error(AtRejectedException.class).code()).hasValue(4);
        assertThat(modem.sentLines()).hasSize(1);
    }

    @Test
    void theUrcEndsAnAsynchronousCommandBeforeOrAfterOk() {
        modem.whenPrefix("AT+MQTTPUB")
                .answers("OK")
                .then(Duration.ofSeconds(2), "+MQTTPUB: 1,1")
                .answers("+MQTTPUB: 1,1", "OK");
        AtSession session = modem.session();
        Got<AtReply> first = new Got<>(session.send(publish("a")));
        assertThat(first.isEmpty()).isTrue();
        modem.advance(Duration.ofSeconds(2));
        assertThat(first.values.get(0).urc()).isEqualTo(AtLine.of("+MQTTPUB: 1,1"));
        Got<AtReply> second = new Got<>(session.send(publish("b")));
        assertThat(second.values).hasSize(1);
    }

    @Test
    void aFailureUrcEndsItAtOnceAndSoDoesError() {
        modem.whenPrefix("AT+MQTTPUB")
                .answers("OK", "+MQTTPUB: 2,1", "+MQTTPUB: 1,0")
                .answers("ERROR");
        AtSession session = modem.session();
        AtRejectedException byUrc = new Got<>(session.send(publish("a"))).error(AtRejectedException.class);
        assertThat(byUrc.getMessage()).endsWith("+MQTTPUB: 1,0 [REJECTED]");
        new Got<>(session.send(publish("b"))).error(AtRejectedException.class);
    }

    @Test
    void strictHoldsTheLineAndInterleavedOnlyTheResource() {
        for (Discipline discipline : Discipline.values()) {
            ScriptedModem scripted = new ScriptedModem();
            scripted.whenPrefix("AT+MQTTPUB").answers("OK").then(Duration.ofSeconds(2), "+MQTTPUB: 1,1");
            scripted.when("AT+CSQ").answers("+CSQ: 1,99", "OK");
            AtSession session = scripted.session(AtClient.over(scripted).discipline(discipline));
            new Got<>(session.send(publish("a")));
            new Got<>(session.send(publish("b")));
            Got<AtReply> csq = new Got<>(session.send("AT+CSQ"));
            assertThat(csq.values).hasSize(discipline == Discipline.STRICT ? 0 : 1);
            assertThat(scripted.countOf("AT+MQTTPUB")).isEqualTo(1);
            scripted.advance(Duration.ofSeconds(4));
            assertThat(csq.values).hasSize(1);
            assertThat(scripted.countOf("AT+MQTTPUB")).isEqualTo(2);
        }
    }

    @Test
    void aLateUrcNeverConfirmsAnotherMessage() {
        modem.whenPrefix("AT+MQTTPUB").answers("OK").answers("OK").then(Duration.ofSeconds(1), "+MQTTPUB: 1,1");
        AtSession session = modem.session();
        Got<AtReply> first = new Got<>(session.send(publish("a")));
        Got<AtReply> second = new Got<>(session.send(publish("b")));
        modem.advance(Duration.ofSeconds(60));
        assertThat(first.error(AtTimeoutException.class).phase()).isEqualTo(Phase.URC);
        assertThat(modem.countOf("AT+MQTTPUB")).isEqualTo(1);
        modem.advance(Duration.ofSeconds(10));
        modem.prints("+MQTTPUB: 1,1");
        assertThat(second.isEmpty()).isTrue();
        assertThat(session.stats().lateUrcs()).isEqualTo(1);
        assertThat(modem.countOf("AT+MQTTPUB")).isEqualTo(2);
        modem.advance(Duration.ofSeconds(1));
        assertThat(second.values).hasSize(1);
        assertThat(second.values.get(0).possiblyDuplicated()).isFalse();
    }

    @Test
    void aResendMayBeSettledByEitherUrcAndSaysSo() {
        modem.whenPrefix("AT+MQTTPUB").answers("OK").answers("OK");
        Got<AtReply> got =
                new Got<>(modem.session().send(publish("a").retry(RetryRule.within(Duration.ofSeconds(90)))));
        modem.advance(Duration.ofSeconds(62));
        modem.prints("+MQTTPUB: 1,1");
        assertThat(got.values.get(0).possiblyDuplicated()).isTrue();
        assertThat(got.values.get(0).attempts()).isEqualTo(2);
    }

    @Test
    void thePayloadWaitsForThePromptInAnySpelling() {
        for (String prompt : List.of("\r\n> ", "\r\n>", "\r\n>\r\n")) {
            ScriptedModem scripted = new ScriptedModem();
            scripted.when("AT+PUT=5").prompts(prompt, 5).then(Duration.ofSeconds(1), "OK");
            Got<AtReply> got = new Got<>(scripted.session()
                    .send(AtCommand.of("AT+PUT=5")
                            .withPayload(Payload.counted("\"123\"".getBytes(StandardCharsets.US_ASCII)))
                            .timeout(Duration.ofSeconds(3))));
            scripted.advance(Duration.ofSeconds(1));
            assertThat(got.values).hasSize(1);
            assertThat(scripted.payloads()).containsExactly("\"123\"");
        }
    }

    @Test
    void aPromptThatNeverComesIsEscapedAndWaitedOutBeforeAnythingElse() {
        modem.when("AT+PUT=5").staysSilent();
        modem.when("AT+CMEE?").answers("+CMEE: 0", "OK");
        modem.when("AT").answers("OK");
        AtSession session = modem.session();
        Got<AtReply> put = new Got<>(session.send(AtCommand.of("AT+PUT=5").withPayload(Payload.counted(new byte[5]))));
        Got<AtReply> at = new Got<>(session.send("AT"));
        modem.advance(Duration.ofSeconds(1));
        assertThat(put.error(AtTimeoutException.class).phase()).isEqualTo(Phase.PROMPT);
        assertThat(modem.escapes()).isEqualTo(1);
        modem.advance(Duration.ofMillis(29_999));
        assertThat(modem.sentLines()).containsExactly("AT+PUT=5");
        modem.advance(Duration.ofMillis(1));
        assertThat(at.values).hasSize(1);
        assertThat(modem.sentLines()).containsExactly("AT+PUT=5", "AT+CMEE?", "AT");
        assertThat(modem.payloads()).isEmpty();
    }

    @Test
    void aRawCommandThatDoesNotAskForItsPayloadEndsWithItsFinal() {
        modem.when("AT+X=5").answers("+X: 1", "OK");
        modem.when("AT+PUT=5").prompts("\r\n> ", 5).then(Duration.ZERO, "OK");
        Payload data = Payload.counted("12345".getBytes(StandardCharsets.US_ASCII));
        AtSession session = modem.session();
        AtReply plain = new Got<>(session.send(AtCommand.raw("AT+X=5").withPayload(data))).values.get(0);
        assertThat(plain.texts()).containsExactly("+X: 1");
        Got<AtReply> put = new Got<>(session.send(AtCommand.raw("AT+PUT=5").withPayload(data)));
        modem.advance(Duration.ZERO);
        assertThat(put.values).hasSize(1);
        assertThat(modem.payloads()).containsExactly("12345");
    }

    @Test
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
    void aSecondFinalIsNobodysAndNeverTheNextCommands() {
        modem.when("AT+X").answers("OK", "ERROR");
        modem.when("AT+Y").answers("OK");
        AtSession session = modem.session();
        List<String> strays = new ArrayList<>();
        session.unclassified().map(AtLine::text).subscribe(strays::add);
        new Got<>(session.send("AT+X"));
        assertThat(strays).containsExactly("ERROR");
        assertThat(new Got<>(session.send("AT+Y")).values).hasSize(1);
    }

    @Test
    void anExclusiveTurnLetsNothingInBetweenAndCannotDeadlockOnItsOwnSession() {
        modem.whenPrefix("AT+").answersAfter(Duration.ofSeconds(1), "OK");
        AtSession session = modem.session();
        Got<AtReply> turn = new Got<>(session.exclusive(
                s -> s.send("AT+A").then(Mono.defer(() -> session.exclusive(nested -> session.send("AT+B"))))));
        Got<AtReply> other = new Got<>(session.send("AT+C"));
        modem.advance(Duration.ofSeconds(3));
        assertThat(modem.sentLines()).containsExactly("AT+A", "AT+B", "AT+C");
        assertThat(turn.values).hasSize(1);
        assertThat(other.values).hasSize(1);
    }

    @Test
    void aCancelledTurnReleasesTheLine() {
        modem.whenPrefix("AT+").answersAfter(Duration.ofSeconds(1), "OK");
        AtSession session = modem.session();
        Got<Object> turn = new Got<>(session.exclusive(s -> s.send("AT+A").then(Mono.never())));
        Got<AtReply> other = new Got<>(session.send("AT+C"));
        modem.advance(Duration.ofSeconds(5));
        assertThat(other.isEmpty()).isTrue();
        turn.subscription.dispose();
        modem.advance(Duration.ofSeconds(1));
        assertThat(other.values).hasSize(1);
    }

    @Test
    void theControlLaneOvertakes() {
        modem.whenPrefix("AT+").answersAfter(Duration.ofSeconds(1), "OK");
        AtSession session = modem.session();
        new Got<>(session.send("AT+A"));
        new Got<>(session.send("AT+B"));
        new Got<>(session.send(AtCommand.raw("AT+C").in(Lane.CONTROL)));
        modem.advance(Duration.ofSeconds(3));
        assertThat(modem.sentLines()).containsExactly("AT+A", "AT+C", "AT+B");
    }

    @Test
    void aFullQueueRefusesAndAQueueLimitEndsTheWait() {
        modem.when("AT+A").staysSilent();
        AtSession session = modem.session(AtClient.over(modem).maxQueue(1).queueWait(Duration.ofSeconds(5)));
        new Got<>(session.send("AT+A"));
        Got<AtReply> waits = new Got<>(session.send("AT+B"));
        Got<AtReply> refused = new Got<>(session.send("AT+C"));
        assertThat(refused.error(AtOverflowException.class).outcome()).isEqualTo(Outcome.NOT_SENT);
        modem.advance(Duration.ofSeconds(5));
        assertThat(waits.error(AtTimeoutException.class).phase()).isEqualTo(Phase.QUEUE);
    }

    @Test
    void aDeadlineCoversQueuePauseAndResend() {
        modem.when("AT+X").answers("ERROR");
        AtSession session = modem.session();
        Got<AtReply> got = new Got<>(session.send(AtCommand.of("AT+X").retry(RetryRule.within(Duration.ofSeconds(90))))
                .contextWrite(AtDeadline.within(Duration.ofMillis(4500))));
        modem.advance(Duration.ofMillis(4500));
        AtTimeoutException error = got.error(AtTimeoutException.class);
        assertThat(error.phase()).isEqualTo(Phase.DEADLINE);
        assertThat(error.outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(modem.sentLines()).hasSize(5);
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
    void oneSessionServesVirtualTimeFromBeforeWithinAndShared() {
        modem.when("AT").answers("OK");
        modem.when("AT+X").staysSilent();
        AtSession before = modem.session();
        before.send("AT").block();
        verify(() -> before.send("AT+X"), Duration.ofSeconds(10), e -> assertThat(e)
                .isInstanceOf(AtTimeoutException.class));
        ScriptedModem other = new ScriptedModem();
        other.when("AT+X").staysSilent();
        verify(() -> other.session().send("AT+X"), Duration.ofSeconds(10), e -> assertThat(e)
                .isInstanceOf(AtTimeoutException.class));
    }

    @Test
    void aSecretIsMaskedInErrors() {
        modem.whenPrefix("AT+CPIN").answers("+CME ERROR: 16");
        AtRejectedException error =
                new Got<>(modem.session().send("AT+CPIN=\"1234\"")).error(AtRejectedException.class);
        assertThat(error.getMessage()).startsWith("AT+CPIN=\"****\": +CME ERROR: 16");
    }

    @Test
    void aBareErrorIsFollowedByTheRequestForReasonsBeforeTheResend() {
        modem.when("AT+X").answers("ERROR").answers("+CME ERROR: SIM busy").answers("OK");
        modem.when("AT+CMEE=2").answers("OK");
        AtSession session = modem.session(AtClient.over(modem)
                .profile(Profiles.generic().mutate().verboseErrors("AT+CMEE=2").build()));
        Got<AtReply> got = new Got<>(session.send(AtCommand.of("AT+X").retry(RetryRule.times(2))));
        modem.advance(Duration.ofSeconds(2));
        assertThat(got.values).hasSize(1);
        assertThat(modem.sentLines()).containsExactly("AT+X", "AT+CMEE=2", "AT+X", "AT+X");
    }
}
