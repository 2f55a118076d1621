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

/** What an attempt's end means to the operation: done, another attempt, or the failure. Confined to the event loop. */
final class Attempts<R> {

    private final SessionCore core;
    private final Operation<R> op;
    final AttemptHistory history = new AttemptHistory();
    /** What comes between attempts: most commands have but one. */
    private @Nullable Resends<R> resends;

    Attempts(SessionCore core, Operation<R> op) {
        this.core = core;
        this.op = op;
    }

    private Resends<R> resends() {
        Resends<R> rule = resends;
        if (rule == null) {
            rule = new Resends<>(core, op, op.command, history);
            resends = rule;
        }
        return rule;
    }

    /** It is written. */
    void written(long now) {
        history.written(now);
        if (resends != null) {
            resends.clear();
        }
    }

    /** It is over. */
    void end() {
        if (resends != null) {
            resends.end();
        }
    }

    /** Whether the rule's window closed while a re-send waited for the line. */
    boolean isTooLate() {
        return resends != null && resends.isTooLate();
    }

    /** The attempt's final result came. */
    void finalCame(FinalResult result, List<AtLine> lines, @Nullable AtLine urc, Settlement.@Nullable Verdict verdict) {
        AtReply reply = reply(result, lines, urc);
        history.finalCame(reply);
        if (!result.isOk()) {
            failed(new AtRejectedException(op.shown(), reply, null, null));
        } else if (op.command.settlement() == null || verdict == Settlement.Verdict.SUCCESS) {
            op.complete(reply);
        } else if (verdict == Settlement.Verdict.FAILURE) {
            history.resultCameBeforeOk();
            failed(new AtRejectedException(op.shown(), reply, urc, null));
        } else if (!op.isDone()) {
            history.accepted(reply);
            op.enter(State.HOLDING);
        }
    }

    private AtReply reply(FinalResult result, List<AtLine> lines, @Nullable AtLine urc) {
        return history.reply(result, lines, urc, core.given.now());
    }

    /** The result code that ends it came, for this attempt or for an earlier one. */
    void settled(AtLine urc, Settlement.Verdict verdict) {
        AtReply reply = reply(FinalResult.OK, history.acceptedLines(), urc);
        if (verdict == Settlement.Verdict.SUCCESS) {
            op.complete(reply);
        } else {
            failed(new AtRejectedException(op.shown(), reply, urc, null));
        }
    }

    /** A result code that belongs to it came, and does not end it. */
    void progressed(AtLine line) {
        history.progressed(line, core.given.now());
    }

    /** An error without a command came while this one waited for its result code, and ends it. */
    void errorAfterOk(FinalResult result) {
        AtReply reply = reply(result, List.of(), null);
        Settlement settlement = op.command.settlement();
        failed(
                settlement == null || settlement.isRefusedBy(result)
                        ? new AtRejectedException(op.shown(), reply, null, null)
                        : new AtRejectedException(op.shown(), reply, null, "it came after OK", Outcome.UNKNOWN));
    }

    void timedOut(Phase phase, Duration waited, List<AtLine> lines) {
        String instead = core.standing.heardInstead();
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

    /** An attempt ended without success. Within the pause, only what is known about it changes. */
    void failed(AtException error) {
        if (op.isDone()) {
            return;
        }
        State state = op.state();
        boolean isLate = state == State.PAUSED || state == State.RECHECKING || state == State.QUEUED;
        history.failed(error, isLate);
        if (isLate) {
            return;
        }
        Resends<R> rule = resends();
        if (rule.mayFollow()) {
            op.enter(State.PAUSED);
            rule.pause();
            core.drain();
        } else {
            op.end(error);
        }
    }
}
