package io.atflux.internal.engine;

import io.atflux.AtOptions;
import io.atflux.internal.ledger.OwedReplies;
import io.atflux.internal.ledger.PendingOperations;
import io.atflux.internal.ledger.Sender;
import io.atflux.internal.turn.CommandQueue;
import io.atflux.internal.turn.QueuedCommand;
import io.atflux.internal.turn.Turn;

/** Decides which command may be written next with regard to owed replies and result codes. Confined to the event loop. */
final class WriteRights implements CommandQueue.Rights {

    private final AtOptions options;
    private final OwedReplies owed;
    private final PendingOperations pending;

    WriteRights(AtOptions options, OwedReplies owed, PendingOperations pending) {
        this.options = options;
        this.owed = owed;
        this.pending = pending;
    }

    boolean isLineHeld() {
        return pending.holdLine(options.discipline());
    }

    /** No other command may be written between a command whose reply is owed and its re-send, except those of its recheck. */
    @Override
    public boolean mayGo(QueuedCommand op) {
        return hasTheLine(op) && !pending.block(op);
    }

    /** Whether it could be written after a proof that the restarted module has forgotten the owed result codes. */
    boolean mayGoInStep(QueuedCommand op) {
        return hasTheLine(op) && pending.onlyOwedBlock(op);
    }

    private boolean hasTheLine(QueuedCommand op) {
        Sender rule = owed.runningRule();
        return (rule == null || rule == op || op.isRecheckOf(rule)) && op.mayWrite();
    }

    @Override
    public boolean mayBegin(Turn turn) {
        Sender rule = owed.runningRule();
        return (rule == null || turn.recheckOf == rule) && turn.mayWrite();
    }
}
