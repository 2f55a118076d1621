package io.atflux.internal.ledger;

import io.atflux.Discipline;
import io.atflux.command.CommandSpec;
import io.atflux.command.Settlement;
import io.atflux.internal.time.Deadlines;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the modem works on after it said OK, or may: one entry of {@link PendingOperations}. */
final class PendingOperation implements Runnable {

    final Settlement settlement;
    final @Nullable String resource;
    final Duration timeout;
    final Sender origin;
    /** Of an attempt that did not get its OK in time, null for others. */
    final @Nullable Seat seat;
    /** When the attempt's own time is over. */
    final long due;

    final Deadlines.Deadline deadline;
    private final Consumer<PendingOperation> expired;
    /** Who waits for its result code; null for nobody. */
    @Nullable
    Sender waiting;

    /** Its time is over, and its result code may still come. */
    boolean owed;

    /** @param expired told when its deadline passes */
    PendingOperation(
            Sender origin,
            Settlement settlement,
            @Nullable Seat seat,
            long due,
            Deadlines deadlines,
            Consumer<PendingOperation> expired) {
        CommandSpec<?> command = origin.command();
        this.settlement = settlement;
        this.resource = command.resource();
        this.timeout = command.timeout();
        this.origin = origin;
        this.seat = seat;
        this.due = due;
        this.expired = expired;
        this.deadline = deadlines.create(this);
        this.waiting = origin.isDone() ? null : origin;
    }

    /** Its deadline passed. */
    @Override
    public void run() {
        expired.accept(this);
    }

    boolean isHeldBy(Sender other) {
        return waiting == other && !owed;
    }

    /** Whether whoever waits for it holds the line: by the command's own discipline, or else by the session's. */
    boolean holdsLine(Discipline byDefault) {
        Sender holder = waiting;
        if (owed || holder == null) {
            return false;
        }
        Discipline own = holder.command().discipline();
        return (own == null ? byDefault : own) == Discipline.STRICT;
    }

    /** Whether another operation's command must wait for it. */
    boolean blocks(Sender sender) {
        if (waiting == sender) {
            return false;
        }
        Settlement other = sender.command().settlement();
        boolean locked =
                !owed && resource != null && resource.equals(sender.command().resource());
        return locked || (other != null && other.isSameKind(settlement) && !letsPass(sender, other));
    }

    /** What clears may pass what nobody waits for any more; never what somebody else does, who would be settled by its code. */
    private boolean letsPass(Sender sender, Settlement other) {
        Sender holder = waiting;
        return other.clears() && (holder == null || sender.isRecheckOf(holder));
    }
}
