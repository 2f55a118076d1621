package io.atflux.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.SessionEvent;
import io.atflux.SessionState;
import io.atflux.command.AtCommand;
import io.atflux.command.Payload;
import io.atflux.error.AtException;
import io.atflux.observe.WireEvent;
import io.atflux.test.ScriptedModem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The drawings of docs/session.md are what a session does on virtual time, and its table of states allows what it does. */
class SessionDocsTest {

    private static final Pattern CODE = Pattern.compile("`([A-Z]+)`");

    private final ScriptedModem modem = new ScriptedModem();
    private final long begin = modem.timer().now(TimeUnit.MILLISECONDS);
    private final List<Long> times = new ArrayList<>();
    private final List<String> drawn = new ArrayList<>();
    private final List<SessionEvent.StateChanged> changes = new ArrayList<>();
    private final AtSession session = modem.session(AtClient.over(modem).recordTo(this::passed));

    SessionDocsTest() {
        session.events().subscribe(this::happened);
    }

    private long now() {
        return modem.timer().now(TimeUnit.MILLISECONDS) - begin;
    }

    private void draw(String arrow, String text) {
        draw(now(), arrow, text);
    }

    /** An event that a recorder receives late, such as an unfinished line, stands at its time. */
    private void draw(long at, String arrow, String text) {
        int place = drawn.size();
        while (at < now() && place > 0 && times.get(place - 1) >= at) {
            place--;
        }
        String shown = at % 1000 == 0 ? Long.toString(at / 1000) : Double.toString(at / 1000.0);
        times.add(place, at);
        drawn.add(place, "    " + arrow + ": " + (arrow.startsWith("Note") ? "" : shown + " s, ") + text);
    }

    private void passed(WireEvent event) {
        String text = event.bytes().strip().replace("\r\n", " ").replace("\u001b", "ESC");
        String shown = text.contains(";") ? "a random word" : text;
        boolean sent = event.direction() == WireEvent.Direction.SENT;
        draw(
                event.at().toMillis(),
                sent ? "S->>M" : "M-->>S",
                text.contains("+IPR") && !sent ? "the word's answer" : shown);
    }

    private void happened(SessionEvent event) {
        if (event instanceof SessionEvent.StateChanged changed) {
            changes.add(changed);
            draw("Note over S", changed.to().name());
        } else {
            draw("Note over S", event.getClass().getSimpleName());
        }
    }

    private void send(String line, AtCommand<?> command) {
        times.add(now());
        drawn.add("    C->>S: " + line + ", limit 1 s");
        session.send(command.timeout(Duration.ofSeconds(1)))
                .subscribe(
                        reply -> draw("S-->>C", "the reply to " + line),
                        error -> draw(
                                "S-->>C",
                                error.getClass().getSimpleName() + " for " + line + ", "
                                        + ((AtException) error).outcome()));
    }

    private void pass(double seconds) {
        modem.advance(Duration.ofMillis(Math.round(seconds * 1000)));
    }

    private void isDrawnUnder(String heading) throws IOException {
        String page = Pages.text("session.md");
        int from = page.indexOf(heading + "\n");
        assertThat(from).as(heading).isNotNegative();
        String drawing = page.substring(page.indexOf("```mermaid\n", from));
        drawing = drawing.substring(0, drawing.indexOf("\n```\n"));
        assertThat(drawing.lines().filter(line -> line.contains("->>") || line.contains("Note over")))
                .as(heading)
                .containsExactlyElementsOf(drawn);
        changesAreInTheTable();
    }

    private void changesAreInTheTable() throws IOException {
        Map<SessionState, List<SessionState>> next = table();
        for (SessionEvent.StateChanged change : changes) {
            assertThat(next.get(change.from())).as("from %s", change.from()).contains(change.to());
        }
    }

    /** From each state to those that its row names as the next. */
    private static Map<SessionState, List<SessionState>> table() throws IOException {
        Map<SessionState, List<SessionState>> next = new TreeMap<>();
        for (List<String> row : Pages.rows(Pages.text("session.md"))) {
            if (CODE.matcher(row.get(0)).matches() && row.size() == 4) {
                SessionState from = SessionState.valueOf(row.get(0).replace("`", ""));
                next.put(
                        from,
                        CODE.matcher(row.get(3))
                                .results()
                                .map(found -> SessionState.valueOf(found.group(1)))
                                .toList());
            }
        }
        return next;
    }

    @Test
    void eachStateHasARow() throws IOException {
        assertThat(table().keySet()).containsExactly(SessionState.values());
    }

    @Test
    void aLateReply() throws IOException {
        modem.when("AT+A").answersAfter(Duration.ofMillis(2500), "+A: 1", "OK");
        modem.when("AT+B").answersAfter(Duration.ofMillis(100), "+B: 2", "OK");
        send("AT+A", AtCommand.of("AT+A"));
        send("AT+B", AtCommand.of("AT+B"));
        pass(10);
        isDrawnUnder("### A late reply");
    }

    @Test
    void aReplyThatNeverComes() throws IOException {
        modem.whenProof().answersProofAfter(Duration.ofMillis(100));
        modem.when("AT+A").staysSilent();
        modem.when("AT+B").answersAfter(Duration.ofMillis(100), "+B: 2", "OK");
        send("AT+A", AtCommand.of("AT+A"));
        send("AT+B", AtCommand.of("AT+B"));
        pass(10);
        isDrawnUnder("### A reply that never comes");
    }

    @Test
    void aLatePrompt() throws IOException {
        modem.when("AT+UP=2").staysSilent();
        modem.when("AT+B").answersAfter(Duration.ofMillis(100), "+B: 2", "OK");
        send("AT+UP=2", AtCommand.of("AT+UP=2").payload(Payload.counted("hi".getBytes(StandardCharsets.US_ASCII))));
        send("AT+B", AtCommand.of("AT+B"));
        pass(1.5);
        modem.printsRaw("\r\n> ");
        pass(5);
        modem.printsRaw("\r\nERROR\r\n");
        pass(5);
        isDrawnUnder("### A late prompt");
    }

    @Test
    void aSessionThatIsAskedToProveItsStepAndIsClosed() throws IOException {
        modem.whenProof().answersProofAfter(Duration.ofMillis(100));
        session.resynchronise().subscribe();
        pass(1);
        session.close().subscribe();
        pass(1);
        assertThat(changes)
                .extracting(SessionEvent.StateChanged::to)
                .containsExactly(SessionState.RESYNCING, SessionState.READY, SessionState.CLOSED);
        changesAreInTheTable();
    }
}
