package io.atflux.samples.gateway.dashboard;

import io.atflux.mqtt.Qos;
import io.atflux.samples.gateway.dashboard.fault.FaultPanel;
import io.atflux.samples.gateway.fleet.Fleet;
import io.atflux.samples.gateway.fleet.ManagedModem;
import io.atflux.samples.gateway.fleet.StateChange;
import io.atflux.samples.gateway.transcript.TranscriptEntry;
import io.atflux.samples.gateway.web.Streams;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Fragment;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The events of a modem's page, as one stream: a browser opens few connections to one host. */
@Controller
final class ModemStream {

    private static final int CHANGES = 40;
    private static final int BATCH = 250;
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration PACE = Duration.ofMillis(250);
    private static final Duration TOGETHER = Duration.ofMillis(150);

    private final Fleet fleet;
    private final Streams streams;
    private final Optional<FaultPanel> panel;

    ModemStream(Fleet fleet, Streams streams, Optional<FaultPanel> panel) {
        this.fleet = fleet;
        this.streams = streams;
        this.panel = panel;
    }

    /** Ends if the modem is made anew, or goes: the browser then asks again. */
    @GetMapping(path = "/modems/{name}/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<Fragment>> stream(
            @PathVariable String name,
            @RequestParam(defaultValue = "1h") String span,
            @RequestParam(required = false) @Nullable String filter) {
        ManagedModem modem = fleet.require(name);
        Flux<ServerSentEvent<Fragment>> messages = filter == null ? Flux.empty() : messages(modem, filter);
        return FleetPage.live(
                streams,
                Flux.merge(1, state(modem), changes(modem, Span.of(span)), transcript(modem), messages, faults(name))
                        .takeUntilOther(gone(modem)));
    }

    private Flux<Long> gone(ManagedModem modem) {
        return Flux.interval(LOOK)
                .filter(tick -> fleet.modem(modem.name()).filter(modem::equals).isEmpty());
    }

    private static Flux<ServerSentEvent<Fragment>> state(ManagedModem modem) {
        return looked(modem::version)
                .map(version -> FleetPage.event(
                        "state", Fragment.create("modem-events :: state", Map.of("row", Row.of(modem)))));
    }

    private static Flux<ServerSentEvent<Fragment>> changes(ManagedModem modem, Span span) {
        return looked(modem::history)
                .map(all ->
                        FleetPage.event("history", Fragment.create("modem-events :: history", history(modem, span))));
    }

    private static <T> Flux<T> looked(Supplier<T> value) {
        return Flux.interval(Duration.ZERO, PACE)
                .onBackpressureDrop()
                .map(tick -> value.get())
                .distinctUntilChanged();
    }

    static Map<String, Object> history(ManagedModem modem, Span span) {
        List<StateChange> all = modem.history();
        List<Shown.Change> latest = new ArrayList<>(all.subList(Math.max(0, all.size() - CHANGES), all.size()).stream()
                .map(Shown.Change::of)
                .toList());
        Collections.reverse(latest);
        return Map.of("strip", Strip.of(all, span.length, Instant.now()), "changes", latest, "span", span.text);
    }

    /** Lines that come together are one event; the first event replaces the lines of the page. */
    private static Flux<ServerSentEvent<Fragment>> transcript(ManagedModem modem) {
        return modem.transcript()
                .entries()
                .bufferTimeout(BATCH, TOGETHER, true)
                .index((number, lines) -> lines(number == 0 ? "transcript" : "line", lines));
    }

    private static ServerSentEvent<Fragment> lines(String event, List<TranscriptEntry> entries) {
        List<Shown.Line> lines = entries.stream().map(Shown.Line::of).toList();
        return FleetPage.event(event, Fragment.create("modem-events :: lines", Map.of("lines", lines)));
    }

    private Flux<ServerSentEvent<Fragment>> faults(String name) {
        return Flux.from(Mono.justOrEmpty(panel))
                .flatMap(demo -> demo.pushed(name))
                .map(faults -> FleetPage.event("faults", Fragment.create("faults :: panel", Map.of("faults", faults))));
    }

    private static Flux<ServerSentEvent<Fragment>> messages(ManagedModem modem, String filter) {
        return modem.link()
                .messages(filter, Qos.AT_LEAST_ONCE)
                .map(Shown.Message::of)
                .onErrorResume(refused -> Flux.just(Shown.Message.refused(refused)))
                .map(message -> FleetPage.event(
                        "message", Fragment.create("modem-events :: message", Map.of("message", message))));
    }
}
