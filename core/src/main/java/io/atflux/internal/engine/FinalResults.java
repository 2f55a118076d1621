package io.atflux.internal.engine;

import io.atflux.command.FinalResult;
import io.atflux.command.Settlement;
import io.atflux.error.AtOverflowException;
import io.atflux.error.AtTimeoutException.Phase;
import io.atflux.error.Outcome;
import io.atflux.internal.failure.Failures;
import io.atflux.internal.ledger.OwedReplies;
import io.atflux.internal.ledger.PendingOperations;
import io.atflux.internal.ledger.Seat;
import io.atflux.internal.resync.Resync;
import io.atflux.internal.session.Services;
import io.atflux.internal.time.Durations;
import io.atflux.internal.trace.ForPeople;
import io.atflux.line.AtLine;
import io.atflux.observe.LineEvent.Kind;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The only place that assigns a final result: to an unanswered word, to the command in flight, to an owed reply, or to none. It
 * also handles a final result that did not arrive in time. Confined to the event loop.
 */
final class FinalResults {

    private final SessionCore core;
    private final Services given;
    private final OwedReplies owed;
    private final PendingOperations pending;
    private final Resync resync;
    private final FinalCodes codes;

    FinalResults(SessionCore core) {
        this.core = core;
        this.given = core.given;
        this.owed = core.owed;
        this.pending = core.settlements.pending;
        this.resync = core.resync;
        this.codes = new FinalCodes(given.profile);
    }

    /** Whether the line is a final result for any command. */
    boolean isOne(AtLine line) {
        return codes.parse(line, core.flight.seat(), core.lines.settings.isNumeric()) != null;
    }

    /**
     * @param seat the command or word in flight; null for none
     * @param asked the same if it was written before the line began to arrive; otherwise null
     * @return whether the line is a final result
     */
    boolean take(AtLine line, @Nullable Seat seat, @Nullable Seat asked) {
        Seat oldest = owed.oldest();
        FinalResult result = codes.parse(line, oldest == null ? seat : oldest, isNumeric(seat));
        if (result == null && resync.probing().isActive() && !core.lines.settings.isVerbose()) {
            // An earlier user of the modem may have set numeric result codes.
            result = codes.parse(line, null, true);
        }
        if (result == null) {
            return false;
        }
        came(ForPeople.masked(result, line), line, owed.isEmpty() ? asked : seat);
        return true;
    }

    private boolean isNumeric(@Nullable Seat seat) {
        Opening opening = core.standing.opening();
        return core.lines.settings.isNumeric() || (opening != null && opening.takesNumber(seat));
    }

    private void came(FinalResult result, AtLine line, @Nullable Seat seat) {
        if (core.standing.resultCame(result, line)) {
            core.belongs(line, Kind.FINAL, ownOf(seat));
            core.lines.settings.resultCame("", line);
            return;
        }
        boolean probing = resync.isProbing();
        if (resync.probing().listens() && resync.probing().finalCame(result, line)) {
            Seat late = resync.probing().listening().late();
            core.belongs(line, Kind.FINAL, late == null ? ownOf(seat) : late);
            if (probing && owed.isEmpty()) {
                core.lines.settings.resultCame("", line);
                core.standing.provenBy(core.lines.settings.isNumericUnasked());
            }
        } else if (isOlderThanAllOwed()) {
            core.belongs(line, Kind.UNCLASSIFIED, null);
            given.events.unclassified(line);
        } else if (seat != null) {
            core.belongs(line, Kind.FINAL, seat);
            if (owed.isEmpty()) {
                core.lines.settings.resultCame(seat.prepared.text.wire(), line);
            }
            if (core.isInStep(seat)) {
                core.lines.answered(true);
            }
            came(seat, result);
        } else if (!owed.isEmpty()) {
            core.belongs(line, Kind.FINAL, owed.oldest());
            cameLate(result, line);
        } else if (!core.settlements.takeError(result, line)) {
            core.belongs(line, Kind.UNCLASSIFIED, null);
            given.events.unclassified(line);
        }
    }

    /** Whether the line began to arrive before the oldest owed command was written: noise may have taken its end. */
    private boolean isOlderThanAllOwed() {
        Seat oldest = owed.oldest();
        return oldest != null && oldest.wasWrittenAfter(core.lines.mark());
    }

    /** The seat, if it is that of a line of the session itself; null otherwise. */
    private static @Nullable Seat ownOf(@Nullable Seat seat) {
        return seat != null && seat.op == null ? seat : null;
    }

    /** The final result ends the oldest owed reply; if none is owed, it is unclassified. */
    private void cameLate(FinalResult result, AtLine line) {
        Seat late = owed.oldest();
        if (late == null) {
            given.events.unclassified(line);
            return;
        }
        Operation<?> op = Operation.of(late.op);
        given.events.lateReply(late.prepared.text.masked(), op, line);
        if (result.isOk() && !late.isRaw() && (late.awaitsPrompt() || resync.isEscapeUnanswered())) {
            // Sent before the prompt, or in answer to ESC: the command was not executed, and a data entry may still be
            // open.
            return;
        }
        owed.takeOldest();
        if (owed.oldest() == null) {
            core.lines.settings.over(late.prepared.text.wire());
        }
        resync.beginsWith(owed.oldest());
        core.armScanner();
        boolean accepted = late.settlement() != null && result.isOk();
        if (accepted) {
            pending.acceptedLate(late);
        } else {
            pending.refusedLate(late);
        }
        boolean certain = !owed.isDoubtful() && !late.isAbandoned();
        if (op != null && !op.isDone() && !accepted && certain) {
            op.attempts.finalCame(result, late.lines(), null, null);
        }
        // Last, since it may release the next attempt, which this result does not concern.
        resync.dataEntryClosed();
        resync.owedCame();
        core.drain();
    }

    /** No caller waits for the command any more, and the rest of the modem's answer is owed. */
    void giveUp(Seat current) {
        Operation<?> op = Operation.of(current.op);
        if (op == null) {
            return;
        }
        core.flight.vacate(current);
        List<AtLine> came = linesSoFar(current);
        owed.add(overtaken(current, op.attemptStart()), given.now() + Durations.nanos(given.options.drain()));
        core.armScanner();
        if (current.awaitsPrompt()) {
            resync.suspectDataEntry();
        } else if (current.payload != null) {
            resync.suspectMissingBytes(current.payload.counted());
        }
        core.flight.givenUp(current);
        settleOrTimeOut(current, op, came);
        core.drain();
    }

    /** Records for how long the modem may execute it while it answers later commands. */
    Seat overtaken(Seat seat, long written) {
        Duration limit = given.profile.overtakenFor(seat.prepared.text);
        if (!limit.isZero()) {
            seat.runsUntil(written + Durations.nanos(limit));
        }
        return seat;
    }

    private void settleOrTimeOut(Seat current, Operation<?> op, List<AtLine> came) {
        AtLine urc = current.urc();
        Settlement.Verdict verdict = current.verdict();
        Settlement settlement = current.settlement();
        if (urc != null && verdict != null) {
            op.attempts.settled(urc, verdict);
            return;
        }
        if (settlement != null && !current.awaitsPrompt()) {
            pending.owe(current);
        }
        boolean prompt = current.awaitsPrompt();
        op.attempts.timedOut(
                prompt ? Phase.PROMPT : Phase.FINAL, prompt ? op.command.promptTimeout() : op.command.timeout(), came);
    }

    private List<AtLine> linesSoFar(Seat seat) {
        AtLine cut = core.lines.soFar(seat);
        return cut == null
                ? seat.lines()
                : Stream.concat(seat.lines().stream(), Stream.of(cut)).toList();
    }

    /** The modem ended the command in flight. */
    private void came(Seat current, FinalResult result) {
        Operation<?> op = Operation.of(current.op);
        if (op == null || (result.isOk() && current.awaitsPrompt() && !current.isRaw())) {
            // Some firmware sends OK before its prompt. Whether a raw command has a prompt is unknown.
            return;
        }
        core.flight.vacate(current);
        List<AtLine> came = current.lines();
        boolean overflown = current.isOverflown();
        if (!owed.isEmpty()) {
            // A re-send of the owed command: this may be the first attempt's answer. Another is still to arrive, or
            // lost.
            Seat first = owed.takeOldest();
            if (first != null && !first.lines().isEmpty()) {
                // They arrived before the re-send was written.
                came = Stream.concat(first.lines().stream(), came.stream()).toList();
                overflown |= first.isOverflown();
            }
            current.expectAgain();
            owed.add(overtaken(current, op.attemptStart()), given.now());
            if (current.awaitsPrompt()) {
                resync.promptIsStillOwed(current);
            } else if (first != null && !result.isOk() && current.verdict() == null) {
                pending.refusedFirst(first, current);
            }
            core.armScanner();
        }
        if (owed.isEmpty()) {
            core.lines.settings.over(op.prepared.text.wire());
        }
        if (result.isOk()) {
            core.lines.settings.accepted(op.prepared.text.wire());
        }
        if (result.isOk()) {
            core.standing.accepted(op.prepared.text.wire());
        }
        Settlement settlement = current.settlement();
        if (overflown) {
            op.attempts.failed(Failures.with(
                    new AtOverflowException(
                            AtOverflowException.Limit.REPLY,
                            "the reply is over the limits: " + given.options.maxLine() + " bytes a line, "
                                    + given.options.maxReplyLines() + " lines and " + given.options.maxReplyBytes()
                                    + " bytes in all",
                            op.shown(),
                            Outcome.UNKNOWN),
                    came));
        } else {
            op.attempts.finalCame(result, came, current.urc(), current.verdict());
        }
        if (settlement != null && result.isOk()) {
            pending.accepted(op, settlement);
            if (current.verdict() == null) {
                pending.hold(op, settlement);
            }
        }
        core.drain();
    }
}
