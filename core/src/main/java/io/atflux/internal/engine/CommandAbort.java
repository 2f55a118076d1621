package io.atflux.internal.engine;

import io.atflux.internal.ledger.Seat;
import io.atflux.internal.ledger.Sender;
import io.atflux.internal.time.Deadlines;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Aborts a command in flight whose caller has gone, if the command declares that the modem can abort it. Its seat is owed from then
 * on, and its final result belongs to no caller: it may be the end of the command or that of the abort. Confined to the event loop.
 */
final class CommandAbort {

    /** For this time after a command line, the modem ignores characters (V.250 5.6.1). */
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

    /** The caller of the command in flight has gone, and the modem can abort the command. */
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
        // A prompt without a caller is answered by ESC instead: a data entry never receives the character.
        if (seat != null && seat == core.flight.seat() && !prompts.isUnderWay()) {
            core.finals.giveUp(seat);
        }
    }

    /** Called after the seat became owed, so that every later line finds it there. */
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
