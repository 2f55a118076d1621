package io.atflux.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.command.AtCommand;
import io.atflux.command.RetryRule;
import io.atflux.test.ScriptedModem;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MicrometerObserverTest {

    private final ScriptedModem modem = new ScriptedModem();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    private AtSession session() {
        return modem.session(
                AtClient.over(modem).maxQueue(2).observer(new MicrometerObserver(registry, Tags.of("site", "a"))));
    }

    @Test
    void aCommandIsTimedByNameAndEnding() {
        modem.when("AT+CSQ").answersAfter(Duration.ofMillis(200), "+CSQ: 1,99", "OK");
        modem.when("AT+CPIN=\"1234\"").answers("+CME ERROR: 16");
        AtSession session = session();
        session.send("AT+CSQ").subscribe();
        session.send("AT+CPIN=\"1234\"").subscribe(reply -> {}, error -> {});
        modem.advance(Duration.ofSeconds(1));
        assertThat(registry.get("atflux.command")
                        .tags("site", "a", "command", "AT+CSQ", "ending", "ok")
                        .timer()
                        .totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(200);
        assertThat(registry.get("atflux.command.final")
                        .tags("command", "AT+CSQ")
                        .timer()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("atflux.command")
                        .tags("command", "AT+CPIN", "ending", "rejected")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void resendsLateRepliesResyncsAndTheQueueAreCounted() {
        modem.when("AT+X").staysSilent();
        modem.when("AT+CMEE?").answers("+CMEE: 0", "OK");
        modem.when("AT+SLOW").answersAfter(Duration.ofSeconds(11), "OK");
        AtSession session = session();
        session.send(AtCommand.of("AT+X").retry(RetryRule.times(2))).subscribe(reply -> {}, error -> {});
        session.send("AT+SLOW").subscribe(reply -> {}, error -> {});
        session.send("AT+Y").subscribe(reply -> {}, error -> {});
        assertThat(registry.get("atflux.queue").gauge().value()).isEqualTo(2);
        session.send("AT+Z").subscribe(reply -> {}, error -> {});
        modem.advance(Duration.ofSeconds(60));
        assertThat(registry.get("atflux.command.resends").counter().count()).isEqualTo(2);
        assertThat(registry.get("atflux.command.unsent")
                        .tags("command", "AT+Z", "ending", "overflow")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("atflux.resyncs").counter().count()).isEqualTo(1);
        assertThat(registry.get("atflux.late.replies").counter().count()).isEqualTo(1);
        assertThat(registry.get("atflux.queue").gauge().value()).isZero();
    }

    @Test
    void anonymousLinesAreCounted() {
        session();
        modem.prints("what is this");
        assertThat(registry.get("atflux.lines.unclassified").counter().count()).isEqualTo(1);
    }

    @Test
    void theDocumentationListsTheMetersThatThereAre() throws IOException {
        List<String> rows = Files.readAllLines(Path.of("..", "docs", "metrics.md")).stream()
                .filter(line -> line.startsWith("| `"))
                .toList();
        assertThat(rows)
                .containsExactlyElementsOf(Arrays.stream(Meters.values())
                        .map(m ->
                                "| `" + m.id() + "` | " + m.type() + " | " + m.tags() + " | " + m.description() + " |")
                        .toList());
    }
}
