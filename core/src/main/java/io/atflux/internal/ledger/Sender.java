package io.atflux.internal.ledger;

import io.atflux.command.CommandSpec;
import io.atflux.internal.trace.Traced;
import io.atflux.line.AtLine;

/** The sender of a command, as the ledger sees it. The ledger signals nothing to it. */
public interface Sender extends Traced {

    CommandSpec<?> command();

    Prepared prepared();

    /** Whether its end was signalled. */
    boolean isDone();

    /** Whether an attempt of it has the line, or waits for its result code. */
    boolean isAwaited();

    /** The time at which its last attempt began, by the session's clock. Nanoseconds. */
    long attemptStart();

    /** Whether the line is the same result code by which the former attempt failed. */
    boolean isDoubled(AtLine line);

    /** Whether it belongs to a recheck of another command, before that is re-sent. */
    boolean isRecheckOf(Sender other);
}
