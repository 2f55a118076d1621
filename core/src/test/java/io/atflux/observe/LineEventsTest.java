package io.atflux.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.Discipline;
import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.command.CommandText;
import io.atflux.command.Payload;
import io.atflux.command.Settlement;
import io.atflux.command.Settlement.Verdict;
import io.atflux.modem.StepProgress;
import io.atflux.modem.internal.ProgressReporter;
import io.atflux.observe.LineEvent.Kind;
import io.atflux.test.ScriptedModem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;

class LineEventsTest {

    private final ScriptedModem modem = new ScriptedModem();
    private final List<LineEvent> told = new ArrayList<>();

    private AtSession session() {
        return modem.session(
                AtClient.over(modem).discipline(Discipline.INTERLEAVED).onLine(told::add));
    }

    private List<String> all() {
        return told.stream()
                .map(event ->
                        event.kind() + " " + event.text() + (event.command() == null ? "" : " | " + event.command()))
                .toList();
    }

    private static Disposable run(AtSession session, AtCommand<AtReply> command) {
        return session.send(command).subscribe(reply -> {}, failed -> {});
    }

    private static AtCommand<AtReply> publish(int client) {
        return AtCommand.of("AT+PUB=" + client)
                .settledBy(Settlement.by(
                        "+PUB",
                        Integer.toString(client),
                        line -> line.isNamed("+PUB") && line.parameters().is(0, client)
                                ? Verdict.SUCCESS
                                : Verdict.NOT_MINE))
                .timeout(Duration.ofSeconds(60));
    }

    @Test
    void aLateFinalResultDuringAProbeIsTheLateCommands() {
        modem.when("AT+LOST").staysSilent();
        modem.whenProof().staysSilent();
        AtSession session = session();
        run(session, AtCommand.of("AT+LOST").timeout(Duration.ofSeconds(1)));
        run(session, AtCommand.of("AT+CSQ"));
        modem.advance(Duration.ofMillis(4_500));
        modem.prints("OK");
        assertThat(all()).endsWith("FINAL OK | AT+LOST");
    }

    @Test
    void aLineIsItsOwnCommandsAlsoIfTwoAreUnderWay() {
        modem.when("AT+PUB=1").answers("OK");
        modem.when("AT+PUB=2").answers("OK");
        modem.when("AT+CSQ").staysSilent();
        AtSession session = session();
        run(session, publish(1));
        run(session, publish(2));
        run(session, AtCommand.of("AT+CSQ"));

        modem.prints("+PUB: 2,1");
        modem.prints("+CSQ: 9,99");
        modem.prints("+PUB: 1,1");
        modem.prints("OK");

        assertThat(all())
                .containsExactly(
                        "COMMAND AT+PUB=1 | AT+PUB=1",
                        "FINAL OK | AT+PUB=1",
                        "COMMAND AT+PUB=2 | AT+PUB=2",
                        "FINAL OK | AT+PUB=2",
                        "COMMAND AT+CSQ | AT+CSQ",
                        "RESULT +PUB: 2,1 | AT+PUB=2",
                        "ANSWER +CSQ: 9,99 | AT+CSQ",
                        "RESULT +PUB: 1,1 | AT+PUB=1",
                        "FINAL OK | AT+CSQ");
    }

    @Test
    void anEchoAPromptAndWhatIsNoCommandsAreTold() {
        modem.echo(true);
        modem.when("AT+SEND=5").prompts("\r\n> ", 5).then(Duration.ZERO, "OK");
        AtSession session = session();
        modem.prints("+NEWS: 1");
        modem.prints("hello");
        run(
                session,
                AtCommand.of("AT+SEND=5")
                        .payload(Payload.counted("ab\rcd".getBytes(java.nio.charset.StandardCharsets.US_ASCII))));
        modem.printsRaw("\0\0\r\nRING\r\n");

        assertThat(all())
                .containsExactly(
                        "UNSOLICITED +NEWS: 1",
                        "UNCLASSIFIED hello",
                        "COMMAND AT+SEND=5 | AT+SEND=5",
                        "ECHO AT+SEND=5 | AT+SEND=5",
                        "PROMPT > | AT+SEND=5",
                        "DATA 5 | AT+SEND=5",
                        "FINAL OK | AT+SEND=5",
                        "NOISE 2",
                        "UNSOLICITED RING");
    }

    @Test
    void whatIsWrittenHasItsTime() {
        modem.when("AT+SEND=5").prompts("\r\n> ", 5).then(Duration.ZERO, "OK");
        run(
                session(),
                AtCommand.of("AT+SEND=5")
                        .payload(Payload.counted(new byte[5]))
                        .promptTimeout(Duration.ofSeconds(3))
                        .timeout(Duration.ofSeconds(30)));

        assertThat(told)
                .filteredOn(event -> event.kind().isWritten())
                .extracting(LineEvent::kind, LineEvent::allowed)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple(Kind.COMMAND, Duration.ofSeconds(3)),
                        org.assertj.core.api.Assertions.tuple(Kind.DATA, Duration.ofSeconds(30)));
        assertThat(told).filteredOn(event -> !event.kind().isWritten()).allMatch(event -> event.allowed() == null);
    }

    @Test
    void aLateReplyIsThatOfItsOwnCommand() {
        modem.when("AT+SLOW").staysSilent();
        modem.when("AT+B").staysSilent();
        AtSession session = session();
        run(session, AtCommand.of("AT+SLOW").timeout(Duration.ofSeconds(1)));
        modem.advance(Duration.ofSeconds(2));
        modem.prints("+SLOW: 7", "OK");

        assertThat(all())
                .containsExactly("COMMAND AT+SLOW | AT+SLOW", "ANSWER +SLOW: 7 | AT+SLOW", "FINAL OK | AT+SLOW");
    }

    @Test
    void theSessionsOwnQuestionsAreTold() {
        modem.when("AT+SLOW").staysSilent();
        modem.when("AT+B").answers("OK");
        modem.whenProof().answersProof();
        AtSession session = session();
        run(session, AtCommand.of("AT+SLOW").timeout(Duration.ofSeconds(1)));
        run(session, AtCommand.of("AT+B"));
        modem.advance(Duration.ofSeconds(10));

        List<String> kinds = told.stream().map(event -> event.kind().name()).toList();
        assertThat(kinds.subList(kinds.size() - 2, kinds.size())).containsExactly("COMMAND", "FINAL");
        // A word, its answer, its final result, before what it lets out.
        assertThat(all().get(1)).startsWith("COMMAND AT").doesNotContain("AT+SLOW", "AT+B");
        assertThat(all().get(all().size() - 2)).isEqualTo("COMMAND AT+B | AT+B");
        assertThat(told.get(told.size() - 3).kind()).isEqualTo(Kind.FINAL);
        assertThat(told.get(1).allowed()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aSecretIsMaskedInEachOfThem() {
        modem.echo(true);
        modem.when("AT+KEY=\"hunter22\"").answers("+KEY: hunter22", "OK");
        run(session(), AtCommand.of(CommandText.of("AT+KEY=\"hunter22\"").withSecrets(List.of("hunter22"))));

        assertThat(told).hasSize(4).noneMatch(event -> event.toString().contains("hunter22"));
    }

    @Test
    void aCommandIsFoundInItsStep() {
        modem.when("AT+A").answers("OK");
        modem.when("AT+B").answers("OK");
        AtSession session = session();
        ProgressReporter steps = ProgressReporter.of(session, step -> {});
        steps.send("SIM", AtCommand.of("AT+A")).subscribe();
        run(session, AtCommand.of("AT+B"));
        modem.prints("+NEWS: 1");

        assertThat(told)
                .extracting(event -> {
                    StepProgress step = StepProgress.in(event.context());
                    return event.text() + " " + (step == null ? "-" : step.name());
                })
                .containsExactly("AT+A SIM", "OK SIM", "AT+B -", "OK -", "+NEWS: 1 -");
    }

    @Test
    void theTextBelowALineIsTold() {
        session();
        modem.printsRaw("\r\n+CMT: \"+4915112345678\",,\"26/11/28,08:00:00+04\"\r\nhello\r\n\r\nRING\r\n");
        modem.advance(Duration.ofSeconds(2));

        assertThat(all()).contains("TEXT hello", "UNSOLICITED RING");
    }

    @Test
    void aListenerThatThrowsChangesNothing() {
        modem.when("AT+A").answers("OK");
        AtSession session = modem.session(AtClient.over(modem).onLine(event -> {
            throw new IllegalStateException("the screen is gone");
        }));
        assertThat(session.send("AT+A").block(Duration.ofSeconds(5))).isNotNull();
    }
}
