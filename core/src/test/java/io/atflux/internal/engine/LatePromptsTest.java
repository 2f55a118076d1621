package io.atflux.internal.engine;

import static io.atflux.test.ScriptedModem.PROOF;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtClient;
import io.atflux.AtOptions;
import io.atflux.AtSession;
import io.atflux.SessionEvent;
import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.command.Payload;
import io.atflux.command.Settlement;
import io.atflux.command.Settlement.Verdict;
import io.atflux.error.AtProtocolException;
import io.atflux.error.AtTimeoutException;
import io.atflux.error.Outcome;
import io.atflux.test.ScriptedModem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Late prompts, prompts for a command without a payload, and lines that belong to no command. */
class LatePromptsTest {

    private static final AtCommand<AtReply> PUT = AtCommand.of("AT+PUT=5")
            .payload(Payload.counted("12345".getBytes(StandardCharsets.US_ASCII)))
            .promptTimeout(ofSeconds(1));

    private final ScriptedModem modem = new ScriptedModem();

    @Test
    void aCommandThatIsGivenUpBeforeItsPromptIsEscapedAndSoIsThePromptThatComesLate() {
        modem.when("AT+PUT=5").promptsAfter(ofMillis(1_200), "\r\n> ", 5);
        AtSession session = modem.session(AtClient.over(modem).name("m"));
        try (WireLogged log = WireLogged.on()) {
            Got<AtReply> put = new Got<>(session.send(PUT));
            modem.advance(ofSeconds(1));
            assertThat(put.error(AtTimeoutException.class).phase()).isEqualTo(AtTimeoutException.Phase.PROMPT);
            assertThat(log.lines())
                    .containsExactly("m >> AT+PUT=5", "m >> ESC", "m -- AT+PUT=5: no prompt within 1 s [UNKNOWN]");
            modem.advance(ofMillis(200));
            assertThat(log.lines()).hasSize(4).endsWith("m >> ESC");
            assertThat(modem.payloads()).isEmpty();
        }
    }

    /** The modem may read a late payload as commands, while another caller's command waits. */
    @Test
    void onceTheSessionIsOnItsWayBackIntoStepAPromptGetsNothing() {
        modem.when("AT+PUT=5").promptsAfter(ofMillis(1_200), "\r\n> ", 5);
        modem.whenProof().answersProof();
        AtSession session = modem.session();
        Got<AtReply> put = new Got<>(session.send(PUT));
        new Got<>(session.send("AT+CSQ"));
        modem.advance(ofSeconds(5));
        put.error(AtTimeoutException.class);
        assertThat(modem.payloads()).isEmpty();
    }

    /** The module may take the words that it has not read yet for the data, publish them, and report that later. */
    @Test
    void theResultCodeOfAnEntryThatWordsMayHaveFilledSettlesNoOther() {
        AtCommand<AtReply> publish = PUT.timeout(ofSeconds(60))
                .settledBy(Settlement.by("+P", "1", line -> line.isNamed("+P") ? Verdict.SUCCESS : Verdict.NOT_MINE));
        modem.when("AT+PUT=5").staysSilent();
        modem.whenProof().staysSilent().staysSilent().answersProof();
        AtSession session = modem.session();
        new Got<>(session.send(publish));
        modem.advance(ofSeconds(32));
        Got<AtReply> next = new Got<>(session.send(publish));
        modem.advance(ofMillis(1_500));
        assertThat(modem.countOf(PROOF)).isEqualTo(2);
        modem.printsRaw("\r\n> ");
        modem.prints("OK", "ERROR");
        modem.advance(ofSeconds(34));
        assertThat(modem.countOf("AT+PUT=5")).isEqualTo(1);
        modem.prints("+P: 1,1");
        assertThat(session.stats().lateUrcs()).isEqualTo(1);
        modem.advance(ofMillis(100));
        assertThat(modem.countOf("AT+PUT=5")).isEqualTo(2);
        assertThat(next.isEmpty()).isTrue();
    }

    @Test
    void aPromptForARawCommandWithoutAPayloadIsEscapedOnceItStandsAlone() {
        modem.when("AT+ASK").answersRaw("\r\n> ");
        AtSession session = modem.session();
        Got<AtReply> got = new Got<>(session.send(AtCommand.raw("AT+ASK").timeout(ofSeconds(60))));
        modem.advance(ofMillis(249));
        assertThat(got.isEmpty()).isTrue();
        assertThat(modem.escapes()).isZero();
        modem.advance(ofMillis(1));
        AtProtocolException error = got.error(AtProtocolException.class);
        assertThat(error).hasMessageContaining("the modem asks for data, and there is none for it");
        assertThat(error.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(modem.escapes()).isEqualTo(1);
    }

    @Test
    void aCharacterThatBeginsALineOfARawReplyIsNoPrompt() {
        modem.when("AT+ASK").answersRaw("\r\n>");
        AtSession session = modem.session();
        Got<AtReply> got = new Got<>(session.send(AtCommand.raw("AT+ASK").timeout(ofSeconds(60))));
        modem.advance(ofMillis(100));
        modem.printsRaw("1 is more\r\n\r\nOK\r\n");
        assertThat(got.values).singleElement().satisfies(reply -> assertThat(reply.texts())
                .containsExactly(">1 is more"));
        modem.advance(ofSeconds(60));
        assertThat(modem.escapes()).isZero();
    }

    @Test
    void aLineThatIsTooLongIsCountedToldAndLogged() {
        AtSession session = modem.session(AtClient.over(modem)
                .options(AtOptions.builder().maxLine(64).build())
                .name("m"));
        List<SessionEvent> events = new ArrayList<>();
        session.events().subscribe(events::add);
        try (WireLogged log = WireLogged.on()) {
            modem.prints("x".repeat(65));
            assertThat(log.lines()).containsExactly("m -- 65 bytes discarded: a line may have 64");
        }
        assertThat(events).containsExactly(new SessionEvent.OverlongLine(65, 64));
        assertThat(session.stats().overlongLines()).isEqualTo(1);
    }

    @Test
    void bytesThatAreNoPartOfALineAreCountedAndTold() {
        AtSession session = modem.session();
        List<SessionEvent> events = new ArrayList<>();
        session.events().subscribe(events::add);
        modem.printsRaw("\u0000\u0000\u0000\r\nRING\r\n");
        assertThat(events).containsExactly(new SessionEvent.Noise(3));
        assertThat(session.stats().noiseBytes()).isEqualTo(3);
    }
}
