package io.atflux.samples.gateway.dashboard;

import io.atflux.samples.gateway.fleet.Fleet;
import io.atflux.samples.gateway.fleet.Minute;
import io.atflux.samples.gateway.fleet.ModemView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.reactive.result.view.Fragment;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The fleet at a glance. */
@Controller
final class FleetPage {

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration BEAT = Duration.ofSeconds(10);

    private final Fleet fleet;

    FleetPage(Fleet fleet) {
        this.fleet = fleet;
    }

    /** Pages are rendered where a template may be read from a file. */
    @GetMapping("/")
    Mono<Rendering> page() {
        return Mono.fromCallable(this::rows)
                .subscribeOn(Schedulers.boundedElastic())
                .map(rows -> Rendering.view("fleet")
                        .model(Map.of("rows", rows, "summary", Summary.of(rows)))
                        .build());
    }

    /** The whole table first and when a modem comes or goes, else the lines that changed. */
    @GetMapping(path = "/dashboard/fleet", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<Fragment>> stream() {
        Flux<List<ModemView>> looks = Flux.interval(LOOK).onBackpressureDrop().map(tick -> List.of());
        Flux<ServerSentEvent<Fragment>> table = Flux.defer(() -> {
            Shown shown = new Shown();
            return Flux.merge(1, fleet.changes(), looks)
                    .publishOn(Schedulers.boundedElastic(), 1)
                    .concatMapIterable(changed -> shown.events(rows(), changed), 1);
        });
        return Flux.merge(1, table, beats());
    }

    /** A silent stream and a broken one look alike. */
    static Flux<ServerSentEvent<Fragment>> beats() {
        return Flux.interval(BEAT, Schedulers.boundedElastic())
                .onBackpressureDrop()
                .map(tick -> event("beat", Fragment.create("fragments :: beat")));
    }

    /** What one browser shows. One call at a time. */
    private static final class Shown {

        private final Set<String> names = new HashSet<>();
        private @Nullable Summary summary;

        List<ServerSentEvent<Fragment>> events(List<Row> rows, List<ModemView> changed) {
            List<ServerSentEvent<Fragment>> events = new ArrayList<>();
            Set<String> all = rows.stream().map(row -> row.view().name()).collect(Collectors.toSet());
            Set<String> wanted = changed.stream().map(ModemView::name).collect(Collectors.toSet());
            if (!all.equals(names)) {
                names.clear();
                names.addAll(all);
                events.add(event("table", Fragment.create("fleet-events :: table", Map.of("rows", rows))));
            } else if (!wanted.isEmpty()) {
                List<Row> some = rows.stream()
                        .filter(row -> wanted.contains(row.view().name()))
                        .toList();
                events.add(event("rows", Fragment.create("fleet-events :: rows", Map.of("rows", some))));
            }
            Summary now = Summary.of(rows);
            if (!now.equals(summary)) {
                summary = now;
                events.add(event("summary", Fragment.create("fragments :: numbers", Map.of("summary", now))));
            }
            return events;
        }
    }

    static ServerSentEvent<Fragment> event(String name, Fragment fragment) {
        return ServerSentEvent.builder(fragment).event(name).build();
    }

    private List<Row> rows() {
        return fleet.all().stream()
                .map(Row::of)
                .sorted(Comparator.comparing(Row::rank))
                .toList();
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
