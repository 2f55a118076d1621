package io.atflux.link.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.link.DeliveryOutcome;
import io.atflux.link.DeliveryReceipt;
import io.atflux.link.LinkCause;
import io.atflux.link.LinkIdentity;
import io.atflux.link.LinkObserver;
import io.atflux.link.LinkPhase;
import io.atflux.link.LinkState;
import io.atflux.link.Rung;
import io.atflux.modem.SignalQuality;
import io.atflux.mqtt.MqttMessage;
import io.atflux.outbox.OutboxDepth;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MicrometerLinkMetersTest {

    private static final Instant START = Instant.EPOCH;
    private static final LinkIdentity LINK = LinkIdentity.of("tcp://a:1", 1, "mqtt://b:1883");

    private final MockClock clock = new MockClock();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);
    private final MicrometerLinkMeters meters = new MicrometerLinkMeters(registry);
    private final LinkObserver observer = meters.observer(LINK);

    private static LinkState state(LinkPhase phase, @Nullable LinkCause cause, int second) {
        LinkState.Builder state = LinkState.builder(phase, START.plusSeconds(second));
        return cause == null
                ? state.build()
                : state.cause(cause, Set.of(), null).build();
    }

    private double phase(String name) {
        return registry.get("atflux.link.phase").tag("phase", name).gauge().value();
    }

    private void goes(LinkState... states) {
        for (int i = 1; i < states.length; i++) {
            observer.stateChanged(states[i - 1], states[i]);
        }
    }

    @Test
    void exactlyOnePhaseAndOneCauseAreSet() {
        goes(
                state(LinkPhase.CLOSED, null, 0),
                state(LinkPhase.WAITING, LinkCause.LINE_LOST, 1),
                state(LinkPhase.WAITING, LinkCause.NO_SIGNAL, 2));
        assertThat(registry.get("atflux.link.phase").gauges()).hasSize(LinkPhase.values().length);
        assertThat(registry.get("atflux.link.phase").gauges().stream()
                        .mapToDouble(gauge -> gauge.value())
                        .sum())
                .isEqualTo(1);
        assertThat(phase("waiting")).isEqualTo(1);
        assertThat(registry.get("atflux.link.cause")
                        .tag("cause", "line_lost")
                        .gauge()
                        .value())
                .isZero();
        assertThat(registry.get("atflux.link.cause")
                        .tag("cause", "no_signal")
                        .gauge()
                        .value())
                .isEqualTo(1);
    }

    @Test
    void anOutageLastsFromTheLossToReadyAndHasTheCauseOfTheLoss() {
        goes(
                state(LinkPhase.CLOSED, null, 0),
                state(LinkPhase.CONNECTING, null, 1),
                state(LinkPhase.READY, null, 2),
                state(LinkPhase.WAITING, LinkCause.LINE_LOST, 10),
                state(LinkPhase.WAITING, LinkCause.NO_SIGNAL, 20),
                state(LinkPhase.READY, null, 40),
                state(LinkPhase.CLOSING, LinkCause.CLOSED_BY_USER, 50));
        assertThat(registry.get("atflux.link.outage").timers()).hasSize(1);
        assertThat(registry.get("atflux.link.outage")
                        .tag("cause", "line_lost")
                        .timer()
                        .totalTime(TimeUnit.SECONDS))
                .isEqualTo(30);
        assertThat(registry.get("atflux.link.losses").counters()).hasSize(1);
        assertThat(registry.get("atflux.link.losses")
                        .tag("cause", "line_lost")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void theOutboxsAgeGrowsUntilItIsReadAgain() {
        Instant now = Instant.ofEpochMilli(clock.wallTime());
        observer.outbox(OutboxDepth.of(3, 900, now.minusSeconds(5)));
        clock.add(Duration.ofSeconds(7));
        assertThat(registry.get("atflux.link.outbox.messages").gauge().value()).isEqualTo(3);
        assertThat(registry.get("atflux.link.outbox.bytes").gauge().value()).isEqualTo(900);
        assertThat(registry.get("atflux.link.outbox.age").timeGauge().value(TimeUnit.SECONDS))
                .isEqualTo(12);
    }

    @Test
    void messagesAreCountedInAndOut() {
        MqttMessage message = MqttMessage.of("t", "x");
        observer.received(message);
        observer.dropped(4);
        observer.publishing(1);
        observer.publishing(1);
        observer.publishing(-1);
        observer.receipt(DeliveryReceipt.builder(message, "1", DeliveryOutcome.CONFIRMED)
                .attempts(2, START)
                .possiblyDuplicated(true)
                .elapsed(Duration.ofSeconds(3))
                .build());
        observer.receipt(
                DeliveryReceipt.builder(message, "2", DeliveryOutcome.NOT_SENT).build());
        assertThat(registry.get("atflux.link.messages.in").counter().count()).isEqualTo(1);
        assertThat(registry.get("atflux.link.messages.dropped").counter().count())
                .isEqualTo(4);
        assertThat(registry.get("atflux.link.messages.duplicated").counter().count())
                .isEqualTo(1);
        assertThat(registry.get("atflux.link.publishes").gauge().value()).isEqualTo(1);
        assertThat(registry.get("atflux.link.messages.out")
                        .tag("outcome", "confirmed")
                        .timer()
                        .totalTime(TimeUnit.SECONDS))
                .isEqualTo(3);
        assertThat(registry.get("atflux.link.messages.out")
                        .tag("outcome", "not_sent")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void anUnknownSignalIsNoNumber() {
        observer.signal(SignalQuality.of(25, 99));
        assertThat(registry.get("atflux.link.signal").gauge().value()).isEqualTo(-63);
        observer.signal(SignalQuality.UNKNOWN);
        assertThat(registry.get("atflux.link.signal").gauge().value()).isNaN();
    }

    @Test
    void aLinkThatIsClosedTakesItsMetersAlongAndLeavesThoseOfOthers() {
        LinkObserver other = meters.observer(LinkIdentity.of("tcp://a:1", 2, "mqtt://b:1883"));
        MqttMessage message = MqttMessage.of("t", "x");
        observer.received(message);
        other.received(message);
        observer.closed();
        observer.receipt(
                DeliveryReceipt.builder(message, "2", DeliveryOutcome.NOT_SENT).build());
        observer.signal(SignalQuality.of(25, 99));
        assertThat(registry.getMeters()).isNotEmpty().allMatch(meter -> "2"
                .equals(meter.getId().getTag("client")));
    }

    @Test
    void aLinkThatIsClosedTouchesNoMeterOfTheNextOneWithItsTags() {
        MqttMessage message = MqttMessage.of("t", "x");
        observer.closed();
        LinkObserver next = meters.observer(LINK);
        next.stateChanged(state(LinkPhase.CLOSED, null, 0), state(LinkPhase.WAITING, LinkCause.LINE_LOST, 1));
        next.signal(SignalQuality.of(25, 99));
        List<Meter> before = registry.getMeters();
        observer.received(message);
        observer.receipt(
                DeliveryReceipt.builder(message, "2", DeliveryOutcome.NOT_SENT).build());
        observer.outbox(OutboxDepth.of(0, 0, null));
        observer.signal(SignalQuality.UNKNOWN);
        goes(state(LinkPhase.CLOSING, null, 1), state(LinkPhase.CLOSED, LinkCause.LINE_LOST, 2));
        observer.closed();
        assertThat(registry.getMeters()).containsExactlyInAnyOrderElementsOf(before);
        assertThat(phase("waiting")).isEqualTo(1);
        assertThat(registry.get("atflux.link.signal").gauge().value()).isEqualTo(-63);
    }

    @Test
    void whatIsRegisteredIsWhatTheListOfMetersSays() {
        all();
        assertThat(registry.getMeters().stream()
                        .map(Meter::getId)
                        .map(MicrometerLinkMetersTest::row)
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(LinkMeters.values())
                        .map(MicrometerLinkMetersTest::row)
                        .toList());
    }

    private void all() {
        anOutageLastsFromTheLossToReadyAndHasTheCauseOfTheLoss();
        messagesAreCountedInAndOut();
        observer.outbox(OutboxDepth.of(0, 0, null));
        observer.signal(SignalQuality.UNKNOWN);
        observer.rungTaken(Rung.RESET);
        assertThat(registry.get("atflux.link.rungs")
                        .tag("rung", "reset")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    private static String row(Meter.Id id) {
        assertThat(id.getTag("line")).isEqualTo("tcp://a:1");
        String tags = id.getTags().stream()
                .map(Tag::getKey)
                .filter(key -> !key.equals("line") && !key.equals("client"))
                .collect(Collectors.joining(", "));
        return row(id.getName(), id.getType().name().toLowerCase(Locale.ROOT), tags, id.getDescription());
    }

    private static String row(LinkMeters meter) {
        return row(meter.id(), meter.type(), meter.tags(), meter.description());
    }

    private static String row(String name, String type, String tags, @Nullable String description) {
        return "| `" + name + "` | " + type + " | " + tags + " | " + description + " |";
    }

    @Test
    void theDocumentationListsTheMetersAndTheValuesOfTheirTags() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "metrics.md"));
        assertThat(page.lines().filter(line -> line.startsWith("| `atflux.link.")))
                .containsExactlyElementsOf(Arrays.stream(LinkMeters.values())
                        .map(MicrometerLinkMetersTest::row)
                        .toList());
        String text = page.replaceAll("\\s+", " ");
        assertThat(text)
                .contains("`phase` is one of " + values(LinkPhase.values()) + ";")
                .contains("`rung` one of " + values(Rung.values()) + ";")
                .contains("`outcome` one of " + values(DeliveryOutcome.values()) + ".");
    }

    private static String values(Enum<?>[] all) {
        return Arrays.stream(all)
                .map(each -> each.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    /** Dashboards and alerts name the meters: a meter may be added, but none is removed or changes its kind. */
    @Test
    void metersThatWereReleasedStay() {
        assertThat(Arrays.stream(LinkMeters.values())
                        .map(meter -> meter.id() + " " + meter.type() + " " + meter.tags()))
                .containsAll(List.of(
                        "atflux.link.phase gauge phase",
                        "atflux.link.cause gauge cause",
                        "atflux.link.losses counter cause",
                        "atflux.link.outage timer cause",
                        "atflux.link.rungs counter rung",
                        "atflux.link.messages.in counter ",
                        "atflux.link.messages.out timer outcome",
                        "atflux.link.messages.dropped counter ",
                        "atflux.link.messages.duplicated counter ",
                        "atflux.link.publishes gauge ",
                        "atflux.link.outbox.messages gauge ",
                        "atflux.link.outbox.bytes gauge ",
                        "atflux.link.outbox.age gauge ",
                        "atflux.link.signal gauge "));
    }
}
