package io.atflux.samples.link;

import io.atflux.link.LinkCause;
import io.atflux.link.LinkState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The times in which a link was not ready, by the cause that it named first. States are passed in by one thread at a
 * time.
 */
final class Outages {

    private final Map<LinkCause, List<Duration>> all = new EnumMap<>(LinkCause.class);
    private final List<String> named = new ArrayList<>();
    private @Nullable Instant since;
    private @Nullable LinkCause cause;
    private boolean everReady;

    synchronized void state(LinkState state) {
        if (state.isReady()) {
            Instant from = since;
            LinkCause why = cause;
            if (everReady && from != null && why != null) {
                all.computeIfAbsent(why, none -> new ArrayList<>()).add(Duration.between(from, state.since()));
            }
            everReady = true;
            since = null;
            cause = null;
            return;
        }
        since = since == null ? state.since() : since;
        LinkCause now = state.cause();
        if (now != null && everReady) {
            cause = cause == null ? now : cause;
            named.add(state.phase() + " " + now + " " + state.detail());
        }
    }

    synchronized Map<LinkCause, List<Duration>> byCause() {
        return new EnumMap<>(all);
    }

    /** The texts of a cause with which it was named; empty if it never was. */
    synchronized List<String> naming(LinkCause one) {
        return named.stream().filter(text -> text.contains(" " + one + " ")).toList();
    }

    synchronized int count() {
        return all.values().stream().mapToInt(List::size).sum();
    }
}
