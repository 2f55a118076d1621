package io.atflux.samples.gateway.dashboard;

import io.atflux.samples.gateway.dashboard.fault.FaultPanel;
import io.atflux.samples.gateway.fleet.Fleet;
import io.atflux.samples.gateway.fleet.Minute;
import io.atflux.samples.gateway.web.Streams;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.reactive.result.view.Fragment;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The fleet at a glance. */
@Controller
final class FleetPage {

    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Fleet fleet;
    private final Streams streams;
    private final Optional<FaultPanel> panel;

    FleetPage(Fleet fleet, Streams streams, Optional<FaultPanel> panel) {
        this.fleet = fleet;
        this.streams = streams;
        this.panel = panel;
    }

    /** The page. */
    @GetMapping("/")
    Rendering page() {
        List<Row> rows = FleetTable.rows(fleet);
        Rendering.Builder<?> page = Rendering.view("fleet").model(Map.of("rows", rows, "summary", Summary.of(rows)));
        panel.ifPresent(demo -> page.modelAttribute("brokerRuns", demo.brokerRuns()));
        return page.build();
    }

    /** The whole table first and when a modem comes or goes, else what changed. */
    @GetMapping(path = "/dashboard/fleet", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<Fragment>> stream() {
        return live(streams, Flux.defer(() -> {
            FleetTable table = new FleetTable(fleet);
            Flux<List<ServerSentEvent<Fragment>>> changes = fleet.changes().map(table::changed);
            Flux<List<ServerSentEvent<Fragment>>> looks =
                    Flux.interval(LOOK).onBackpressureDrop().map(tick -> table.looked());
            Flux<List<ServerSentEvent<Fragment>>> broker = Flux.from(Mono.justOrEmpty(panel))
                    .flatMap(FaultPanel::brokerPushed)
                    .map(runs ->
                            List.of(event("broker", Fragment.create("faults :: broker", Map.of("brokerRuns", runs)))));
            return Flux.merge(1, changes, looks, broker).concatMapIterable(events -> events, 1);
        }));
    }

    /** A stream with heart-beats, as empty fragments: only events that have a fragment are rendered. */
    static Flux<ServerSentEvent<Fragment>> live(Streams streams, Flux<ServerSentEvent<Fragment>> events) {
        return streams.live(events)
                .map(event -> event.data() == null ? event("beat", Fragment.create("fragments :: beat")) : event);
    }

    static ServerSentEvent<Fragment> event(String name, Fragment fragment) {
        return ServerSentEvent.builder(fragment).event(name).build();
    }

    /** Messages of all modems, minute by minute. */
    @GetMapping("/dashboard/minutes")
    @ResponseBody
    List<Minute> minutes() {
        Map<Instant, Minute> sums = new TreeMap<>();
        fleet.all().stream()
                .flatMap(modem -> modem.minutes().stream())
                .forEach(one -> sums.merge(
                        one.at(),
                        new Minute(one.at(), null, one.in(), one.out()),
                        (a, b) -> new Minute(a.at(), null, a.in() + b.in(), a.out() + b.out())));
        return List.copyOf(sums.values());
    }
}
