package io.atflux.internal.turn;

import io.atflux.command.Lane;
import io.atflux.internal.ledger.Sender;
import org.jspecify.annotations.Nullable;

/** A command that waits for the line, as the queue and turns know it. Confined to the event loop. */
public abstract class QueuedCommand extends Live implements Sender {

    /** The turn that it belongs to; null for none. */
    public final @Nullable Turn turn;

    /** The module was restarted since it was written. */
    private boolean forgotten;

    protected QueuedCommand(@Nullable Turn turn) {
        this.turn = turn;
    }

    /** The module was restarted: it was written before that, and is not written again. */
    public final void writesNoMore() {
        forgotten = true;
    }

    /** Whether no restart of the module stands against it. */
    public final boolean mayWrite() {
        return !forgotten && (turn == null || turn.mayWrite());
    }

    final Lane lane() {
        return command().lane();
    }

    /** Whether an attempt of it was written. */
    public abstract boolean wasWritten();

    /** Whether it waits for what another command says about it. */
    public abstract boolean isRechecking();

    /** The turn that it belongs to did not wait for it. */
    public abstract void turnEnded();

    /** The module was restarted, and has forgotten it. */
    public abstract void restarted();

    /** Whether it asks on behalf of another, before that is written again; a recheck within a caller's turn runs in it. */
    @Override
    public final boolean isRecheckOf(Sender other) {
        return turn != null
                && (turn.recheckOf == other
                        || (other instanceof QueuedCommand rechecked
                                && turn == rechecked.turn
                                && rechecked.isRechecking()));
    }
}
