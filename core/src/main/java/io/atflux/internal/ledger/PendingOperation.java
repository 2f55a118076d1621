package io.atflux.internal.ledger;

import io.atflux.Discipline;
import io.atflux.command.CommandSpec;
import io.atflux.command.Settlement;
import io.atflux.internal.time.Deadlines;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An operation that the modem executes, or may execute, after OK: one entry of {@link PendingOperations}. */
final class PendingOperation implements Runnable {

    final Settlement settlement;
    final @Nullable String resource;
    final Duration timeout;
    final Sender origin;
    /** The seat of an attempt that did not get its OK in time; null for others. */
    final @Nullable Seat seat;
    /** The end of the attempt's own time. */
    final long due;

    final Deadlines.Deadline deadline;
    private final Consumer<PendingOperation> expired;
    /** The sender that waits for its result code; null for none. */
    @Nullable
    Sender waiting;

    /** Its time is over, and its result code may still arrive. */
    boolean owed;

    /** @param expired called when its deadline passes */
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

    /** The deadline passed. */
    @Override
    public void run() {
        expired.accept(this);
    }

    boolean isHeldBy(Sender other) {
        return waiting == other && !owed;
    }

    /** Whether its waiting sender holds the line: by the command's own discipline, or else by the session's. */
    boolean holdsLine(Discipline byDefault) {
        Sender holder = waiting;
        if (owed || holder == null) {
            return false;
        }
        Discipline own = holder.command().discipline();
        return (own == null ? byDefault : own) == Discipline.STRICT;
    }

    /** Whether another operation's command must wait for this entry. */
    boolean blocks(Sender sender) {
        if (waiting == sender) {
            return false;
        }
        Settlement other = sender.command().settlement();
        boolean locked =
                !owed && resource != null && resource.equals(sender.command().resource());
        return locked || (other != null && other.isSameKind(settlement) && !letsPass(sender, other));
    }

    /** A clearing command may pass entries without a waiting sender; never another sender's, which its result code would settle. */
    private boolean letsPass(Sender sender, Settlement other) {
        Sender holder = waiting;
        return other.clears() && (holder == null || sender.isRecheckOf(holder));
    }
}
