package io.atflux.samples.gateway.fleet;

import io.atflux.link.LinkState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The history of a modem: bounded, in memory, from any thread. */
final class Chronicle {

    private static final int STATES = 500;
    private static final int MINUTES = 24 * 60;

    private final Deque<StateChange> states = new ArrayDeque<>();
    private final Deque<Minute> minutes = new ArrayDeque<>();
    private @Nullable Outage outage;
    private boolean wasReady;

    synchronized void state(LinkState state) {
        keep(states, new StateChange(state.since(), state.phase(), state.cause(), state.detail()), STATES);
        Outage last = outage;
        boolean lasts = last != null && last.until() == null;
        if (state.isReady()) {
            wasReady = true;
            if (last != null && lasts) {
                outage = new Outage(last.from(), state.since(), last.cause());
            }
        } else if (wasReady && !lasts) {
            outage = new Outage(state.since(), null, state.cause());
        } else if (last != null && lasts && last.cause() == null) {
            outage = new Outage(last.from(), null, state.cause());
        }
    }

    synchronized void minute(Instant now, @Nullable Integer dbm, int in, int out) {
        Instant at = now.truncatedTo(ChronoUnit.MINUTES);
        Minute last = minutes.peekLast();
        if (last != null && last.at().equals(at)) {
            minutes.removeLast();
            minutes.add(new Minute(at, dbm == null ? last.dbm() : dbm, last.in() + in, last.out() + out));
        } else {
            keep(minutes, new Minute(at, dbm, in, out), MINUTES);
        }
    }

    private static <T> void keep(Deque<T> all, T one, int most) {
        all.add(one);
        if (all.size() > most) {
            all.remove();
        }
    }

    synchronized List<StateChange> states() {
        return List.copyOf(states);
    }

    synchronized List<Minute> minutes() {
        return List.copyOf(minutes);
    }

    synchronized @Nullable Outage outage() {
        return outage;
    }
}
