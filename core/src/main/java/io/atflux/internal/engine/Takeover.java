package io.atflux.internal.engine;

import io.atflux.internal.ledger.DataEntry;
import io.atflux.internal.ledger.Debt;
import io.atflux.internal.ledger.OwedReplies;
import io.atflux.internal.ledger.PendingOperations;
import io.atflux.internal.ledger.Seat;
import io.atflux.internal.resync.Resync;
import io.atflux.internal.time.Durations;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes over the replies that are owed to the former session on the same modem, and leaves this session's own to the next. */
final class Takeover {

    private final SessionCore core;
    private final OwedReplies owed;
    private final PendingOperations pending;
    private final Resync resync;

    Takeover(SessionCore core) {
        this.core = core;
        this.owed = core.owed;
        this.pending = core.settlements.pending;
        this.resync = core.resync;
    }

    void inherit(Outstanding former) {
        long drainUntil = core.given.now() + Durations.nanos(core.given.options.drain());
        long lastWrite = core.given.now() - former.sinceWrite();
        Map<Seat, Seat> own = new IdentityHashMap<>();
        for (Seat seat : former.seats()) {
            own.put(seat, seat.inherited(core.given.options));
            owed.add(core.finals.overtaken(own.get(seat), lastWrite), drainUntil);
        }
        owed.inheritClaims(former.claiming().stream()
                .map(seat -> seat.inherited(core.given.options))
                .toList());
        former.debts().forEach(debt -> pending.inherit(debt, own.get(debt.seat())));
        resync.inherit(former.dataEntry(), former.escapes(), former.memory());
        core.lines.settings.inherit(former.lines());
        if (former.uncounted()) {
            owed.suspectUncounted();
        }
        if (!former.seats().isEmpty()
                || !former.claiming().isEmpty()
                || former.memory().isOwed()) {
            // The remembered seats help to wait for the right time; only a word proves that no other reply is owed.
            owed.suspectOthers();
        }
    }

    /** @param current the command in flight when the session ended */
    Outstanding leave(@Nullable Seat current) {
        List<Seat> unanswered = new ArrayList<>(owed.all());
        if (current != null) {
            unanswered.add(current);
            resync.leaves(current);
            if (!current.awaitsPrompt() && current.verdict() == null) {
                pending.owe(current);
            }
        }
        List<Debt> debts = pending.left(unanswered);
        return new Outstanding(
                unanswered,
                owed.claiming(),
                debts,
                dataEntryLeft(current),
                resync.escapes(),
                resync.probing().leave(),
                core.lines.settings.known(),
                core.given.tap.secrets(),
                owed.isUncounted(),
                resync.sinceWrite());
    }

    private DataEntry dataEntryLeft(@Nullable Seat current) {
        boolean filled = current == null
                ? resync.dataEntry() == DataEntry.FILLED
                : current.payload != null && current.payload.counted() && !current.awaitsPrompt();
        if (filled && owed.awaitingPrompt() == null && !core.flight.prompts.isUnderWay()) {
            return DataEntry.FILLED;
        }
        boolean mayBeOpen = core.flight.prompts.isUnderWay() || (current != null && current.payload != null);
        boolean silenced = resync.dataEntry() == DataEntry.SILENCED;
        for (Seat late : owed.all()) {
            // A payload written after a prompt may have been lost with the line.
            mayBeOpen |= late.payload != null && !(silenced && (late.awaitsPrompt() || late.isInherited()));
        }
        return mayBeOpen || resync.isDataEntrySuspected() ? DataEntry.LEFT_OPEN : resync.dataEntry();
    }
}
