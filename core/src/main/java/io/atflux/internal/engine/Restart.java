package io.atflux.internal.engine;

import io.atflux.SessionEvent;
import io.atflux.internal.time.Deadlines;
import io.atflux.internal.time.Durations;
import io.atflux.internal.turn.Turn;
import io.atflux.line.AtLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Handles a restart that the module announces. Commands written before it are not written again, nor is any command of the turn
 * that had written: the module has forgotten them. They have a short grace period, because an answer may have been under way; then
 * they end. Nothing is written before the module is proved to be in step. Confined to the event loop.
 */
final class Restart {

    /** The time for which an answer under way still counts. */
    static final Duration GRACE = Duration.ofSeconds(3);

    /** The commands that one restart ends, and the time of that: another restart in between does not change them. */
    private record Hit(
            long until, List<Operation<?>> asked, @Nullable Turn turn) {}

    private final SessionCore core;
    private final Deadlines.Deadline deadline;
    private final List<Hit> hits = new ArrayList<>(0);

    Restart(SessionCore core) {
        this.core = core;
        this.deadline = core.given.deadlines.create(this::over);
    }

    /** The module announced a restart. */
    void announced(AtLine line) {
        long until = core.given.now() + Durations.nanos(GRACE);
        core.given.tap.note("the module was restarted");
        core.given.events.event(new SessionEvent.Restarted(line));
        core.lines.settings.forget();
        List<Operation<?>> asked = core.askedBefore();
        asked.forEach(Operation::writesNoMore);
        hits.add(new Hit(until, asked, core.turns.restartAnnounced()));
        core.settlements.pending.until(until);
        if (!core.given.profile.probes().isEmpty()) {
            core.owed.suspectOthers();
            core.owed.drainUntil(until);
        }
        core.restarted(until);
        deadline.at(hits.get(0).until());
    }

    private void over() {
        Hit hit = hits.remove(0);
        if (!hits.isEmpty()) {
            deadline.at(hits.get(0).until());
        }
        core.given.tap.note("the commands from before the module's restart end");
        hit.asked().stream().filter(op -> !op.isDone()).forEach(core::endRestarted);
        core.turns.restarted(hit.turn(), GRACE);
        core.drain();
    }
}
