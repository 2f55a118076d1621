package io.atflux.internal.session;

import io.atflux.transport.Durations;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a session takes over what the one before it on the same modem was owed, and leaves its own to the next. */
final class Succession {

    private final SessionCore core;
    private final Owed owed;
    private final Effects effects;
    private final Resync resync;
    private final Prompts prompts;

    Succession(SessionCore core, Owed owed, Effects effects, Resync resync, Prompts prompts) {
        this.core = core;
        this.owed = owed;
        this.effects = effects;
        this.resync = resync;
        this.prompts = prompts;
    }

    void inherit(Inheritance former) {
        long drainUntil = core.deadlines.now() + Durations.nanos(core.options.drain());
        long lastWrite = core.deadlines.now() - former.sinceWrite();
        Map<Seat, Seat> own = new IdentityHashMap<>();
        for (Seat seat : former.seats()) {
            own.put(seat, seat.inherited(core.options));
            owed.add(core.finals.overtaken(own.get(seat), lastWrite), drainUntil);
        }
        former.debts().forEach(debt -> effects.inherit(debt, own.get(debt.seat())));
        resync.inherit(former.dataEntry(), former.memory());
        if (!former.seats().isEmpty() || former.memory().hasWords()) {
            // What is remembered helps to wait for the right time; only a word proves that nothing else is owed.
            owed.suspectOthers();
        }
    }

    /** @param current the command in flight when the session ended */
    Inheritance leave(@Nullable Seat current) {
        List<Seat> unanswered = new ArrayList<>(owed.all());
        if (current != null) {
            unanswered.add(current);
            resync.leaves(current);
            if (!current.awaitsPrompt() && current.verdict() == null) {
                effects.owe(current);
            }
        }
        List<Inheritance.Debt> debts = effects.left(unanswered);
        return new Inheritance(
                unanswered,
                debts,
                dataEntryLeft(current),
                resync.probing().leave(),
                core.deadlines.now() + resync.patience() - resync.quietUntil());
    }

    private DataEntry dataEntryLeft(@Nullable Seat current) {
        boolean filled = current == null
                ? resync.dataEntry() == DataEntry.FILLED
                : current.payload != null && current.payload.counted() && !current.awaitsPrompt();
        if (filled && owed.awaitingPrompt() == null && !prompts.isUnderWay()) {
            return DataEntry.FILLED;
        }
        boolean mayBeOpen = prompts.isUnderWay() || (current != null && current.payload != null);
        boolean silenced = resync.dataEntry() == DataEntry.SILENCED;
        for (Seat late : owed.all()) {
            // What was written behind a prompt may have been lost with the line.
            mayBeOpen |= late.payload != null && !(silenced && (late.awaitsPrompt() || late.isInherited()));
        }
        return mayBeOpen || resync.isDataEntrySuspected() ? DataEntry.LEFT_OPEN : resync.dataEntry();
    }
}
