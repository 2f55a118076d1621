package io.atflux.internal.ledger;

import io.atflux.command.CommandSpec;
import io.atflux.internal.trace.Traced;
import io.atflux.line.AtLine;

/** Whoever has sent a command: what the ledger asks of them. It tells them nothing. */
public interface Sender extends Traced {

    CommandSpec<?> command();

    Prepared prepared();

    /** Whether its end was told. */
    boolean isDone();

    /** Whether an attempt of it has the line, or waits for its result code. */
    boolean isAwaited();

    /** When its last attempt began, by the session's clock. Nanoseconds. */
    long attemptStart();

    /** Whether the line is the very result code by which the attempt before failed. */
    boolean isDoubled(AtLine line);

    /** Whether it asks on behalf of another, before that is written again. */
    boolean isRecheckOf(Sender other);
}
