package io.atflux.internal.turn;

import io.atflux.command.Lane;
import io.atflux.internal.ledger.Sender;
import org.jspecify.annotations.Nullable;

/** The view that the queue and turns have of a command that waits for the line. Confined to the event loop. */
public abstract class QueuedCommand extends Live implements Sender {

    /** The turn of the command; null for none. */
    public final @Nullable Turn turn;

    /** The module restarted since the command was written. */
    private boolean forgotten;

    protected QueuedCommand(@Nullable Turn turn) {
        this.turn = turn;
    }

    /** The module restarted after the command was written: it is not written again. */
    public final void writesNoMore() {
        forgotten = true;
    }

    /** Whether no restart of the module prevents a write. */
    public final boolean mayWrite() {
        return !forgotten && (turn == null || turn.mayWrite());
    }

    final Lane lane() {
        return command().lane();
    }

    /** Whether an attempt was written. */
    public abstract boolean wasWritten();

    /** Whether it waits for the verdict of a recheck. */
    public abstract boolean isRechecking();

    /** Its turn ended before it did. */
    public abstract void turnEnded();

    /** The module restarted, and has forgotten the command. */
    public abstract void restarted();

    /** Whether it belongs to a recheck of another command before that is re-sent; a recheck within a caller's turn runs in that turn. */
    @Override
    public final boolean isRecheckOf(Sender other) {
        return turn != null
                && (turn.recheckOf == other
                        || (other instanceof QueuedCommand rechecked
                                && turn == rechecked.turn
                                && rechecked.isRechecking()));
    }
}
