package io.atflux.internal.engine;

import io.atflux.SessionEvent;
import io.atflux.internal.time.Deadlines;
import io.atflux.line.AtLine;
import io.atflux.transport.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What follows when the module says that it was restarted. What it was asked before has a little time left, because an answer
 * may have been under way; then it ends, and so do turns: the module has forgotten them. Nothing is written before the module is
 * proved to be in step. Confined to the event loop.
 */
final class Restart {

    /** For so long an answer that was under way still counts. */
    static final Duration GRACE = Duration.ofSeconds(3);

    /** @param attempt when the attempt that was hit was written */
    private record Hit(Operation<?> op, long attempt) {
        boolean isStillWaiting() {
            return op.isInFlight() && op.attemptStart() == attempt;
        }
    }

    private final SessionCore core;
    private final Deadlines.Deadline deadline;
    private final List<Hit> hit = new ArrayList<>(1);

    Restart(SessionCore core) {
        this.core = core;
        this.deadline = core.given.deadlines.create(this::over);
    }

    /** The module said so. */
    void announced(AtLine line) {
        long until = core.given.now() + Durations.nanos(GRACE);
        core.given.tap.note("the module was restarted");
        core.given.events.event(new SessionEvent.Restarted(line));
        core.lines.settings.forget();
        core.inFlight().forEach(op -> hit.add(new Hit(op, op.attemptStart())));
        core.turns.restartAnnounced();
        core.settlements.pending.until(until);
        if (!core.given.profile.probes().isEmpty()) {
            core.owed.suspectOthers();
            core.owed.drainUntil(until);
        }
        core.restarted(until);
        deadline.at(until);
    }

    private void over() {
        List<Hit> all = List.copyOf(hit);
        hit.clear();
        core.given.tap.note("what the module was asked before its restart is over");
        all.stream().filter(Hit::isStillWaiting).forEach(h -> core.endRestarted(h.op()));
        core.turns.restarted(GRACE);
        core.drain();
    }
}
