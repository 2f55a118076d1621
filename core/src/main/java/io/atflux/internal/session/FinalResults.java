package io.atflux.internal.session;

import io.atflux.command.FinalResult;
import io.atflux.command.Settlement;
import io.atflux.error.AtOverflowException;
import io.atflux.error.AtTimeoutException.Phase;
import io.atflux.error.Outcome;
import io.atflux.line.AtLine;
import io.atflux.transport.Durations;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** How the attempt in flight ends: by its final result, or without one. Confined to the event loop. */
final class FinalResults {

    private final SessionCore core;
    private final Owed owed;
    private final Effects effects;
    private final Resync resync;
    private final Aborts aborts;

    FinalResults(SessionCore core, Owed owed, Effects effects, Resync resync, Aborts aborts) {
        this.core = core;
        this.owed = owed;
        this.effects = effects;
        this.resync = resync;
        this.aborts = aborts;
    }

    /** Nobody waits for it any more, and what the modem still says to it is owed. */
    void giveUp(Seat current) {
        Operation<?> op = current.op;
        if (op == null) {
            return;
        }
        core.vacate(current);
        List<AtLine> came = linesSoFar(current);
        owed.add(overtaken(current, op.attemptStart()), core.deadlines.now() + Durations.nanos(core.options.drain()));
        core.armScanner();
        if (current.awaitsPrompt()) {
            resync.suspectDataEntry();
        } else if (current.payload != null) {
            resync.suspectMissingBytes(current.payload.counted());
        }
        aborts.write(current);
        settleOrTimeOut(current, op, came);
        core.drain();
    }

    /** Notes for how long the modem may be at it while it answers what is written later. */
    Seat overtaken(Seat given, long written) {
        Duration limit = core.profile.overtakenFor(given.prepared.text);
        if (!limit.isZero()) {
            given.runsUntil(written + Durations.nanos(limit));
        }
        return given;
    }

    private void settleOrTimeOut(Seat current, Operation<?> op, List<AtLine> came) {
        AtLine urc = current.urc();
        Settlement.Verdict verdict = current.verdict();
        Settlement settlement = current.settlement();
        if (urc != null && verdict != null) {
            op.settled(urc, verdict);
            return;
        }
        if (settlement != null && !current.awaitsPrompt()) {
            effects.owe(current);
        }
        boolean prompt = current.awaitsPrompt();
        op.timedOut(
                prompt ? Phase.PROMPT : Phase.FINAL, prompt ? op.command.promptTimeout() : op.command.timeout(), came);
    }

    private List<AtLine> linesSoFar(Seat seat) {
        AtLine cut = core.lines.soFar(seat);
        return cut == null
                ? seat.lines()
                : Stream.concat(seat.lines().stream(), Stream.of(cut)).toList();
    }

    /** The modem said how it ended. */
    void came(Seat current, FinalResult result) {
        Operation<?> op = current.op;
        if (op == null || (result.isOk() && current.awaitsPrompt() && !current.isRaw())) {
            // Some firmware says OK before it asks for the data. Whether a raw command asks at all, nobody knows.
            return;
        }
        core.vacate(current);
        List<AtLine> came = current.lines();
        boolean overflown = current.isOverflown();
        if (!owed.isEmpty()) {
            // A re-send of the owed command: this may be the first one's answer. One is still to come, or lost.
            Seat first = owed.takeOldest();
            if (first != null && !first.lines().isEmpty()) {
                // They came before the re-send was written.
                came = Stream.concat(first.lines().stream(), came.stream()).toList();
                overflown |= first.isOverflown();
            }
            current.expectAgain();
            owed.add(current, core.deadlines.now());
            if (current.awaitsPrompt()) {
                resync.promptIsStillOwed(current);
            } else if (first != null && !result.isOk() && current.verdict() == null) {
                effects.refusedFirst(first, current);
            }
            core.armScanner();
        }
        if (owed.isEmpty()) {
            core.lines.settings.over(op.prepared.text.wire());
        }
        if (result.isOk()) {
            core.lines.settings.accepted(op.prepared.text.wire());
        }
        if (result.isOk() && op.prepared.text.wire().equals(core.profile.verboseErrors())) {
            core.verboseErrors = true;
        }
        Settlement settlement = current.settlement();
        if (overflown) {
            op.broken(new AtOverflowException(
                            "the reply is over the limits: " + core.options.maxLine() + " bytes a line, "
                                    + core.options.maxReplyLines() + " lines and " + core.options.maxReplyBytes()
                                    + " bytes in all",
                            op.shown(),
                            Outcome.UNKNOWN)
                    .withLines(came));
        } else {
            op.finalCame(result, came, current.urc(), current.verdict());
        }
        if (settlement != null && result.isOk() && current.verdict() == null) {
            effects.hold(op, settlement);
        }
        core.drain();
    }
}
