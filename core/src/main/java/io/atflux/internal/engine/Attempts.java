package io.atflux.internal.engine;

import io.atflux.command.AtReply;
import io.atflux.command.FinalResult;
import io.atflux.command.Settlement;
import io.atflux.error.AtException;
import io.atflux.error.AtRejectedException;
import io.atflux.error.AtTimeoutException;
import io.atflux.error.AtTimeoutException.Phase;
import io.atflux.error.Outcome;
import io.atflux.internal.engine.Operation.State;
import io.atflux.internal.failure.Failures;
import io.atflux.internal.time.Durations;
import io.atflux.line.AtLine;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides what follows an attempt's end: success, another attempt, or failure. It is its own history: one object for each command
 * instead of two. Confined to the event loop.
 */
final class Attempts<R> extends AttemptHistory {

    private final Operation<R> op;
    /** Handles the time between attempts; null for most commands, which have one attempt. */
    private @Nullable Resends<R> resends;

    Attempts(Operation<R> op) {
        this.op = op;
    }

    private Resends<R> resends() {
        Resends<R> rule = resends;
        if (rule == null) {
            rule = new Resends<>(op.core, op, op.command, this);
            resends = rule;
        }
        return rule;
    }

    @Override
    void written(long now) {
        super.written(now);
        if (resends != null) {
            resends.clear();
        }
    }

    /** The operation has ended. */
    void end() {
        if (resends != null) {
            resends.end();
        }
    }

    /** Whether the rule's window closed while a re-send waited for the line. */
    boolean isTooLate() {
        return resends != null && resends.isTooLate();
    }

    /** The attempt's final result arrived. */
    void finalCame(FinalResult result, List<AtLine> lines, @Nullable AtLine urc, Settlement.@Nullable Verdict verdict) {
        AtReply reply = reply(result, lines, urc);
        replied(reply);
        if (!result.isOk()) {
            failed(new AtRejectedException(op.shown(), reply, null, null));
        } else if (op.command.settlement() == null || verdict == Settlement.Verdict.SUCCESS) {
            op.complete(reply);
        } else if (verdict == Settlement.Verdict.FAILURE) {
            resultCameBeforeOk();
            failed(new AtRejectedException(op.shown(), reply, urc, null));
        } else if (!op.isDone()) {
            accepted(reply);
            op.enter(State.HOLDING);
        }
    }

    private AtReply reply(FinalResult result, List<AtLine> lines, @Nullable AtLine urc) {
        return reply(result, lines, urc, op.core.given.now());
    }

    /** The ending result code arrived, for this attempt or an earlier one. */
    void settled(AtLine urc, Settlement.Verdict verdict) {
        AtReply reply = reply(FinalResult.OK, acceptedLines(), urc);
        if (verdict == Settlement.Verdict.SUCCESS) {
            op.complete(reply);
        } else {
            failed(new AtRejectedException(op.shown(), reply, urc, null));
        }
    }

    /** A result code of this command arrived that does not end it. */
    void progressed(AtLine line) {
        progressed(line, op.core.given.now());
    }

    /** An error arrived while no command was in flight and this one waited for its result code, and ends it. */
    void errorAfterOk(FinalResult result) {
        AtReply reply = reply(result, List.of(), null);
        Settlement settlement = op.command.settlement();
        failed(
                settlement == null || settlement.isRefusedBy(result)
                        ? new AtRejectedException(op.shown(), reply, null, null)
                        : new AtRejectedException(op.shown(), reply, null, "it came after OK", Outcome.UNKNOWN));
    }

    void timedOut(Phase phase, Duration waited, List<AtLine> lines) {
        String instead = op.core.standing.heardInstead();
        AtTimeoutException late = phase != Phase.FINAL || instead.isEmpty()
                ? new AtTimeoutException(op.shown(), phase, waited, Outcome.UNKNOWN)
                : new AtTimeoutException(
                        op.shown(),
                        phase,
                        waited,
                        Outcome.UNKNOWN,
                        "no final result within " + Durations.text(waited) + instead);
        failed(Failures.with(late, lines));
    }

    /** An attempt ended without success. During the pause, only the record of it changes. */
    void failed(AtException error) {
        if (op.isDone()) {
            return;
        }
        State state = op.state();
        boolean isLate = state == State.PAUSED || state == State.RECHECKING || state == State.QUEUED;
        failed(error, isLate);
        if (isLate) {
            return;
        }
        Resends<R> rule = resends();
        if (rule.mayFollow()) {
            op.enter(State.PAUSED);
            rule.pause();
            op.core.drain();
        } else {
            op.end(error);
        }
    }
}
