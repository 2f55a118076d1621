package io.atflux.samples.gateway.dashboard;

import io.atflux.samples.gateway.fleet.Fleet;
import io.atflux.samples.gateway.fleet.ManagedModem;
import io.atflux.samples.gateway.fleet.ModemView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.reactive.result.view.Fragment;

/**
 * Knows the table that one browser shows, so that only changes are sent to it: a line whose state changed at once, and numbers once a
 * second. From any thread.
 */
final class FleetTable {

    private final Fleet fleet;
    private final Map<String, Row> shown = new HashMap<>();
    private final Set<String> counted = new HashSet<>();
    private @Nullable Summary summary;

    FleetTable(Fleet fleet) {
        this.fleet = fleet;
    }

    /** All lines, in their order. */
    static List<Row> rows(Fleet fleet) {
        return fleet.all().stream()
                .map(modem -> Row.of(modem, null))
                .sorted(Comparator.comparing(Row::rank))
                .toList();
    }

    /** These modems changed. */
    synchronized List<ServerSentEvent<Fragment>> changed(List<ModemView> changed) {
        List<Row> rows = new ArrayList<>();
        for (ModemView view : changed) {
            Row before = shown.get(view.name());
            ManagedModem modem = fleet.modem(view.name()).orElse(null);
            // One that the browser does not have comes with the table.
            if (before != null && modem != null) {
                Row now = Row.of(modem, before);
                shown.put(view.name(), now);
                if (now.looksLike(before)) {
                    counted.add(view.name());
                } else {
                    rows.add(now);
                }
            }
        }
        List<ServerSentEvent<Fragment>> events = new ArrayList<>();
        if (!rows.isEmpty()) {
            events.add(FleetPage.event("rows", Fragment.create("fleet-events :: rows", Map.of("rows", rows))));
        }
        summarise(events);
        return events;
    }

    /** A second has passed. */
    synchronized List<ServerSentEvent<Fragment>> looked() {
        List<ServerSentEvent<Fragment>> events = new ArrayList<>();
        Set<String> names = fleet.all().stream().map(ManagedModem::name).collect(Collectors.toSet());
        if (!names.equals(shown.keySet())) {
            List<Row> rows = rows(fleet);
            shown.clear();
            rows.forEach(row -> shown.put(row.view().name(), row));
            events.add(FleetPage.event("table", Fragment.create("fleet-events :: rows", Map.of("rows", rows))));
        } else if (!counted.isEmpty()) {
            String counts = counted.stream().map(shown::get).map(Row::counts).collect(Collectors.joining(" "));
            events.add(FleetPage.event("counts", Fragment.create("fleet-events :: counts", Map.of("counts", counts))));
        }
        counted.clear();
        summarise(events);
        return events;
    }

    private void summarise(List<ServerSentEvent<Fragment>> events) {
        Summary now = Summary.of(List.copyOf(shown.values()));
        if (!shown.isEmpty() && !now.equals(summary)) {
            summary = now;
            events.add(FleetPage.event("summary", Fragment.create("fragments :: numbers", Map.of("summary", now))));
        }
    }
}
