package io.atflux.internal.engine;

import io.atflux.command.AtCommand;
import io.atflux.command.CommandSpec;
import io.atflux.command.Recheck;
import io.atflux.error.AtException;
import io.atflux.error.AtRejectedException;
import io.atflux.internal.engine.Operation.State;
import io.atflux.internal.foreign.Foreign;
import io.atflux.internal.time.Deadlines;
import io.atflux.internal.time.Durations;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/**
 * Handles the time between a command's attempts: the pause, the recheck before a second write, and the end of the rule's window.
 * Confined to the event loop.
 */
final class Resends<R> {

    private final SessionCore core;
    private final Operation<R> op;
    private final CommandSpec<R> command;
    private final AttemptHistory attempts;
    private final Resending rule;
    private boolean verboseTried;
    /** Whether the recheck before the re-send has the line. */
    private boolean asking;
    /** The failure before the pause: another one may arrive late. */
    private @Nullable AtException pausedBy;

    private Deadlines.@Nullable Deadline due;
    private @Nullable Disposable recheck;

    Resends(SessionCore core, Operation<R> op, CommandSpec<R> command, AttemptHistory attempts) {
        this.core = core;
        this.op = op;
        this.command = command;
        this.attempts = attempts;
        this.rule = new Resending(command, core.given.profile);
    }

    /** Whether another attempt follows the last failure. */
    boolean mayFollow() {
        long earliest = core.resync.earliestWrite(command.retry().pause());
        return rule.after(attempts, earliest, core.standing.up());
    }

    /** Whether the window closed while a re-send waited for the line. */
    boolean isTooLate() {
        return !attempts.isNone() && !rule.isOpen(core.given.now(), attempts.firstWrite());
    }

    void pause() {
        clear();
        pausedBy = attempts.failure();
        due = core.given.deadlines.create(this::pauseOver);
        due.at(core.given.now() + Durations.nanos(command.retry().pause()));
    }

    /** The re-send was written, or the operation has ended. */
    void clear() {
        if (due != null) {
            due.clear();
        }
    }

    void end() {
        clear();
        if (recheck != null) {
            recheck.dispose();
        }
    }

    private void pauseOver() {
        if (op.state() != State.PAUSED) {
            return;
        }
        asking = false;
        if (attempts.failure() != pausedBy && !rule.mayChange(attempts, core.standing.up())) {
            op.giveUp();
            return;
        }
        Duration window = command.retry().window();
        if (window != null) {
            due = core.given.deadlines.create(this::windowOver);
            due.at(attempts.firstWrite() + Durations.nanos(window));
        }
        String verbose = core.standing.verboseErrorsMissing(attempts.failure());
        if (verbose != null && !verboseTried) {
            verboseTried = true;
            op.enter(State.RECHECKING);
            recheck = core.turns.<R>recheck(
                    op,
                    session -> {
                        asking = true;
                        return session.send(AtCommand.of(verbose)).then(Mono.empty());
                    },
                    nothing -> checkOrWrite());
        } else {
            checkOrWrite();
        }
    }

    /** No write may follow: the caller is told now, even if another command holds the line. */
    private void windowOver() {
        if (op.state() == State.QUEUED || (op.state() == State.RECHECKING && !asking)) {
            op.giveUp();
        }
    }

    private void checkOrWrite() {
        if (op.isDone()) {
            return;
        }
        Recheck<R> check = command.recheck();
        AtException why = attempts.failure();
        if (check == null || why == null) {
            writeAgain();
            return;
        }
        op.enter(State.RECHECKING);
        recheck = core.turns.recheck(
                op,
                session -> {
                    asking = true;
                    return check.check(session, attempts.honest(why));
                },
                verdict -> rechecked(verdict, why));
    }

    private void rechecked(Recheck.@Nullable Decision<R> verdict, AtException askedFor) {
        if (op.state() != State.RECHECKING) {
            return;
        }
        recheck = null;
        AtException last = attempts.failure();
        boolean mayWait = verdict != null && verdict.action() == Recheck.Action.AWAIT;
        // A result code that arrived during the recheck is not sent again.
        boolean inVain = mayWait && last != askedFor && last instanceof AtRejectedException no && no.urc() != null;
        if (verdict == null || verdict.action() == Recheck.Action.RESEND || last == null || inVain) {
            writeAgain();
        } else if (verdict.action() == Recheck.Action.SETTLED) {
            settled(verdict, last);
        } else if (verdict.action() == Recheck.Action.AWAIT && command.settlement() != null) {
            attempts.goesOn(core.given.now());
            op.enter(State.HOLDING);
            core.settlements.hold(op);
        } else {
            op.end(last);
        }
    }

    /** The caller may map the result by its own code. */
    private void settled(Recheck.Decision<R> verdict, AtException last) {
        AtException[] failed = {last};
        R result = Foreign.call(verdict::result, thrown -> {
            failed[0] = Endings.notUnderstood(thrown, core.given.tap, op.shown());
            return null;
        });
        if (result == null) {
            op.end(failed[0]);
        } else {
            op.succeed(result);
        }
    }

    private void writeAgain() {
        if (isTooLate()) {
            op.giveUp();
            return;
        }
        op.enter(State.QUEUED);
        core.dispatcher.resubmit(op);
    }
}
