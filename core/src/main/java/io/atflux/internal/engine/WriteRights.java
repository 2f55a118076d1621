package io.atflux.internal.engine;

import io.atflux.internal.ledger.PendingOperations;
import io.atflux.internal.ledger.OwedReplies;
import io.atflux.internal.turn.Turn;

import io.atflux.AtOptions;

/** Who may write next, as far as replies and result codes decide that which are still to come. Confined to the event loop. */
final class WriteRights {

    private final AtOptions options;
    private final OwedReplies owed;
    private final PendingOperations effects;

    WriteRights(AtOptions options, OwedReplies owed, PendingOperations effects) {
        this.options = options;
        this.owed = owed;
        this.effects = effects;
    }

    boolean isLineHeld() {
        return effects.holdLine(options.discipline());
    }

    /** Nobody gets in between a command whose reply is owed and its re-send, but for what decides about that. */
    boolean mayGo(Operation<?> op) {
        Operation<?> rule = owed.runningRule();
        return (rule == null || rule == op || op.isRecheckOf(rule)) && !effects.block(op);
    }

    boolean mayBegin(Turn turn) {
        Operation<?> rule = owed.runningRule();
        return rule == null || turn.recheckOf == rule;
    }
}
