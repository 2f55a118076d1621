package io.atflux.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.command.AtCommand;
import io.atflux.command.RetryRule;
import io.atflux.observe.SessionObserver.Command;
import io.atflux.observe.SessionObserver.Ending;
import io.atflux.test.ScriptedModem;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
    void commandsBeyondTheFirst200NamesShareTheirMeters() {
        modem.whenPrefix("AT").answers("OK");
        AtSession session = session();
        for (int i = 0; i < 210; i++) {
            session.send("AT+TYPED" + i).subscribe();
            modem.advance(Duration.ofSeconds(1));
        }
        assertThat(registry.find("atflux.command").timers()).hasSize(201);
        assertThat(registry.get("atflux.command")
                        .tags("command", "other")
                        .timer()
                        .count())
                .isEqualTo(10);
    }

    @Test
    void resendsLateRepliesResyncsAndTheQueueAreCounted() {
        modem.when("AT+X").staysSilent();
        modem.whenProof().answersProof();
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
    void whatIsRegisteredIsWhatTheListOfMetersSays() {
        MicrometerObserver observer = new MicrometerObserver(registry, Tags.of("site", "a"));
        observer.commandEnded(Command.of("AT+X", Ending.OK, 2, Duration.ofMillis(1), Duration.ofMillis(2)));
        observer.commandEnded(Command.of("AT+X", Ending.OVERFLOW, 0, null, null));
        observer.lateReply();
        observer.lateUrc();
        observer.resynchronised();
        observer.unclassified();
        observer.dropped(3);
        assertThat(registry.getMeters().stream().map(Meter::getId).map(MicrometerObserverTest::row))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Meters.values())
                        .map(MicrometerObserverTest::row)
                        .toList());
        assertThat(registry.get("atflux.events.dropped").counter().count()).isEqualTo(3);
        assertThat(registry.get("atflux.late.urcs").counter().count()).isEqualTo(1);
    }

    private static String row(Meter.Id id) {
        assertThat(id.getTag("site")).isEqualTo("a");
        String tags = id.getTags().stream()
                .map(Tag::getKey)
                .filter(key -> !key.equals("site"))
                .collect(Collectors.joining(", "));
        return row(id.getName(), id.getType().name().toLowerCase(Locale.ROOT), tags, id.getDescription());
    }

    private static String row(Meters meter) {
        return row(meter.id(), meter.type(), meter.tags(), meter.description());
    }

    private static String row(String name, String type, String tags, @Nullable String description) {
        return "| `" + name + "` | " + type + " | " + tags + " | " + description + " |";
    }

    @Test
    void theDocumentationListsTheMetersThatThereAre() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "metrics.md"));
        assertThat(page.lines().filter(line -> line.startsWith("| `") && !line.startsWith("| `atflux.link.")))
                .containsExactlyElementsOf(Arrays.stream(Meters.values())
                        .map(MicrometerObserverTest::row)
                        .toList());
        String endings = Arrays.stream(Ending.values())
                .map(ending -> ending.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        assertThat(page.replaceAll("\\s+", " ")).contains("one of " + endings + ".");
    }
}
