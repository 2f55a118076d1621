package io.atflux.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.command.AtCommand;
import io.atflux.command.Payload;
import io.atflux.test.ReplayedModem;
import io.atflux.test.ScriptedModem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {

    @TempDir
    private Path folder = Path.of("");

    /** One conversation, and its results. */
    private static List<String> converse(AtSession session, java.util.function.Consumer<Duration> advance) {
        List<String> outcomes = new ArrayList<>();
        session.urcs().subscribe(urc -> outcomes.add("urc " + urc));
        for (AtCommand<io.atflux.command.AtReply> command : List.of(
                AtCommand.raw("AT+CSQ"),
                AtCommand.raw("AT+CPIN=\"8462\""),
                AtCommand.raw("AT+PUT=4")
                        .payload(Payload.counted("\u00ff\\\r\n".getBytes(StandardCharsets.ISO_8859_1))))) {
            session.send(command)
                    .subscribe(
                            reply -> outcomes.add(reply.texts() + reply.result().text()), e -> outcomes.add("" + e));
            advance.accept(Duration.ofMillis(700));
        }
        return outcomes;
    }

    private static ScriptedModem scripted(int piece) {
        ScriptedModem modem = new ScriptedModem().echo(true).inPiecesOf(piece);
        modem.when("AT+CSQ").answersAfter(Duration.ofMillis(300), "+CSQ: 25,99", "OK");
        modem.when("AT+CPIN=\"8462\"").answers("RING", "OK");
        modem.when("AT+PUT=4").prompts("\r\n> ", 4).then(Duration.ofMillis(20), "OK");
        return modem;
    }

    @Test
    void aRecordingIsChunkExactMaskedAndReplaysToTheSameOutcomes() throws Exception {
        for (int piece : new int[] {1, 3, 7, 1000}) {
            ScriptedModem modem = scripted(piece);
            Path path = folder.resolve("session-" + piece + ".txt");
            List<String> outcomes;
            try (RecordingFile file = RecordingFile.create(path)) {
                outcomes = converse(modem.session(AtClient.over(modem).recordTo(file)), modem::advance);
            }
            assertThat(outcomes).contains("[+CSQ: 25,99]OK", "urc RING").hasSize(4);
            String text = Files.readString(path);
            assertThat(text)
                    .startsWith("0.000000 > AT+CSQ\\r\n")
                    .contains("> AT+CPIN=\"****\"\\r\n", "> \\xff\\\\\\r\\n\n")
                    .doesNotContain("8462")
                    .doesNotContain("846")
                    .doesNotContain("462");

            ReplayedModem replayed = ReplayedModem.of(path);
            assertThat(converse(replayed.session(AtClient.over(replayed)), replayed::advance))
                    .isEqualTo(outcomes);
            replayed.verify();
        }
    }

    @Test
    void aDriverThatWritesSomethingElseIsFoundOut() {
        ScriptedModem modem = scripted(1000);
        List<WireEvent> events = new ArrayList<>();
        converse(modem.session(AtClient.over(modem).recordTo(events::add)), modem::advance);

        ReplayedModem other = ReplayedModem.of(events);
        other.session(AtClient.over(other)).send("AT+COPS?").subscribe(reply -> {}, error -> {});
        assertThatThrownBy(other::verify).isInstanceOf(AssertionError.class).hasMessageContaining("byte 5 differs");

        ReplayedModem less = ReplayedModem.of(events);
        less.session(AtClient.over(less)).send("AT+CSQ").subscribe();
        assertThatThrownBy(less::verify).isInstanceOf(AssertionError.class).hasMessageContaining("not written");
    }

    @Test
    void whatTheModemSaidReplaysAloneThroughTheFraming() {
        for (int piece : new int[] {1, 3, 1000}) {
            ScriptedModem modem = scripted(piece);
            List<WireEvent> said = new ArrayList<>();
            converse(
                    modem.session(AtClient.over(modem).recordTo(event -> {
                        if (event.direction() == WireEvent.Direction.RECEIVED) {
                            said.add(event);
                        }
                    })),
                    modem::advance);

            ReplayedModem replayed = ReplayedModem.of(said);
            AtSession session = replayed.session(AtClient.over(replayed));
            List<String> urcs = new ArrayList<>();
            session.urcs().subscribe(urc -> urcs.add(urc.text()));
            replayed.advance(Duration.ofSeconds(10));
            assertThat(urcs).containsExactly("+CSQ: 25,99", "RING");
            replayed.verify();
        }
    }

    @Test
    void everyByteSurvivesTheText() {
        StringBuilder all = new StringBuilder();
        for (char b = 0; b < 256; b++) {
            all.append(b);
        }
        WireEvent event = WireEvent.of(Duration.ofNanos(1_234_567_000), WireEvent.Direction.RECEIVED, all.toString());
        assertThat(event.format()).startsWith("1.234567 < \\x00").matches("[ -~]+");
        assertThat(WireEvent.parse(event.format())).isEqualTo(event);
    }

    @Test
    void aLineOfAnotherFormIsRefusedWithAReason() {
        for (String bad : List.of(
                "",
                "x",
                "1.0 = AT",
                "one > AT",
                "1.0 > \\q",
                "1.0 > \\x1",
                "1.0 > \\x-1",
                "1.0 > \u00fc",
                "1e9999999 > AT")) {
            assertThatThrownBy(() -> WireEvent.parse(bad)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
