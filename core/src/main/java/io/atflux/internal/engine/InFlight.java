package io.atflux.internal.engine;

import io.atflux.command.CommandSpec;
import io.atflux.internal.ledger.Prepared;
import io.atflux.internal.ledger.Seat;
import io.atflux.internal.ledger.Sender;
import io.atflux.internal.session.Services;
import io.atflux.internal.time.Durations;
import io.atflux.internal.time.Timed;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The command that has the line: its seat, its limits, and the frames that the scanner must recognise for it. Confined to the event
 * loop.
 */
final class InFlight extends Timed {

    final Prompts prompts;
    private final SessionCore core;
    private final Services given;
    /** Created for the first command that can be aborted. */
    private @Nullable CommandAbort abort;

    private @Nullable Seat seat;

    InFlight(SessionCore core) {
        this.core = core;
        this.given = core.given;
        this.prompts = new Prompts(core, core.owed, core.resync, core.settlements.pending);
    }

    @Nullable
    Seat seat() {
        return seat;
    }

    void write(Operation<?> op) {
        Seat taken = new Seat(op.prepared, op, given.options);
        seat = taken;
        taken.writtenAs(given.wire.writes());
        core.lines.written(op.prepared.text.wire());
        long now = given.now();
        op.written(now);
        armScanner();
        armLimit(taken, now);
        given.counters.sent();
        given.tap.writes(op.shown(), op, limit(taken, op.command));
        given.wire.write(op.prepared.text, op);
    }

    void writeProbe(Prepared probe) {
        given.counters.sent();
        core.lines.written(probe.text.wire());
        given.tap.writes(probe.text.masked(), null, given.options.probeTimeout());
        given.wire.write(probe.text, null);
    }

    private static Duration limit(Seat taken, CommandSpec<?> command) {
        return taken.awaitsPrompt() ? command.promptTimeout() : command.timeout();
    }

    /** Sets the seat's limit: for the prompt until there was one, then for the final result. */
    void armLimit(Seat taken, long attemptStart) {
        Sender sender = taken.op;
        if (sender != null) {
            CommandSpec<?> command = sender.command();
            Duration allowed = limit(taken, command);
            setDeadline(given.deadlines, attemptStart + taken.prepared.allowance(given.wire, taken.payload, allowed));
        }
    }

    void armScanner() {
        Seat current = seat;
        boolean wanted = core.resync.isProbing() || (current != null && (current.awaitsPrompt() || current.isRaw()));
        given.wire.armPrompt(wanted || core.owed.awaitingPrompt() != null);
        given.wire.armCounted(core.owed.counted(current));
    }

    /** Whether a counted answer may arrive, late answers included. */
    boolean expectsCounted() {
        return !core.owed.counted(seat).isEmpty();
    }

    void vacate(Seat current) {
        if (seat == current) {
            seat = null;
            clearDeadline();
            prompts.forget();
            if (abort != null) {
                abort.forget();
            }
            armScanner();
        }
    }

    /** The session has ended: the command in flight passes to the next session. */
    void abandon() {
        seat = null;
    }

    /** The module restarted: the restart's own limit ends the command in flight before this one. */
    void endsBy(long until) {
        if (seat != null) {
            setDeadline(given.deadlines, until + Durations.nanos(Restart.GRACE));
        }
    }

    /** The caller of the command in flight has gone. */
    void callerLeft(Seat current) {
        if (current.abort() != null) {
            abort().callerLeft(current);
        }
    }

    /** The command timed out, and its reply is owed. */
    void givenUp(Seat current) {
        if (current.abort() != null) {
            abort().write(current);
        }
    }

    private CommandAbort abort() {
        CommandAbort own = abort;
        if (own == null) {
            own = new CommandAbort(core, prompts);
            abort = own;
        }
        return own;
    }

    @Override
    protected void timeUp() {
        core.lines.commandEnds();
        Seat current = seat;
        if (prompts.isUnderWay()) {
            prompts.unanswered();
        } else if (current != null) {
            core.finals.giveUp(current);
        }
    }
}
