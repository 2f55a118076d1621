package io.atflux.internal.engine;

import io.atflux.internal.ledger.Seat;
import io.atflux.internal.ledger.Sender;
import io.atflux.internal.time.Deadlines;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Makes the modem give up a command in flight that nobody waits for any more, where the command says that it can. Its seat
 * is owed from then on, and what comes for it is nobody's: it may be the end of the command or that of its abortion.
 * Confined to the event loop.
 */
final class CommandAbort {

    /** For so long behind a command line, characters are ignored (V.250 5.6.1). */
    private static final Duration DEAF = Duration.ofMillis(125);

    private final SessionCore core;
    private final Prompts prompts;
    private final Deadlines.Deadline due;
    private @Nullable Seat waiting;

    CommandAbort(SessionCore core, Prompts prompts) {
        this.core = core;
        this.prompts = prompts;
        this.due = core.given.deadlines.create(this::nowIfStillInFlight);
    }

    /** The caller of the command in flight is gone, and the module can be made to give it up. */
    void callerLeft(Seat seat) {
        waiting = seat;
        if (isHeard(seat)) {
            nowIfStillInFlight();
        } else {
            due.at(earliest(seat));
        }
    }

    /** The seat is free. */
    void forget() {
        waiting = null;
        due.clear();
    }

    private void nowIfStillInFlight() {
        Seat seat = waiting;
        // A prompt that nobody answers is escaped instead: a data entry never gets the character.
        if (seat != null && seat == core.flight.seat() && !prompts.isUnderWay()) {
            core.finals.giveUp(seat);
        }
    }

    /** The seat is owed by now, so that whatever comes finds it there. */
    void write(Seat seat) {
        Character character = seat.abort();
        if (character != null && isHeard(seat)) {
            seat.abandon();
            core.given.wire.writeBare(character.toString(), "abort", seat.op);
        }
    }

    private boolean isHeard(Seat seat) {
        return core.given.now() - earliest(seat) >= 0;
    }

    private long earliest(Seat seat) {
        Sender sender = seat.op;
        return sender == null
                ? Long.MAX_VALUE
                : sender.attemptStart() + seat.prepared.allowance(core.given.wire, null, DEAF);
    }
}
