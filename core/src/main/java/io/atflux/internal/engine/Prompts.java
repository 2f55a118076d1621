package io.atflux.internal.engine;

import io.atflux.SessionEvent;
import io.atflux.command.Payload;
import io.atflux.error.AtProtocolException;
import io.atflux.error.Outcome;
import io.atflux.internal.failure.Failures;
import io.atflux.internal.ledger.OwedReplies;
import io.atflux.internal.ledger.PendingOperations;
import io.atflux.internal.ledger.Seat;
import io.atflux.internal.ledger.Sender;
import io.atflux.internal.resync.Resync;
import io.atflux.internal.session.Services;
import io.atflux.internal.time.Durations;
import io.atflux.internal.time.Timed;
import io.atflux.line.AtLine;
import java.time.Duration;

/**
 * Handles a {@code >} at the start of a line. A payload is written in answer to a prompt, never before. After its prompt arrived it
 * is written in full, even if its caller has gone, so that no data entry stays open. Confined to the event loop.
 */
final class Prompts extends Timed {

    /** The time for which a {@code >} without a payload must stand alone to count as an unanswered prompt. */
    private static final Duration LONELY = Duration.ofMillis(250);

    private final SessionCore core;
    private final Services given;
    private final OwedReplies owed;
    private final Resync resync;
    private final PendingOperations pending;

    Prompts(SessionCore core, OwedReplies owed, Resync resync, PendingOperations pending) {
        this.core = core;
        this.given = core.given;
        this.owed = owed;
        this.resync = resync;
        this.pending = pending;
    }

    /** @return whether it was a prompt */
    boolean came() {
        Seat seat = core.flight.seat();
        if (seat == null) {
            return answerLate();
        }
        if (seat.payload != null && seat.awaitsPrompt()) {
            answer(seat, seat.payload);
            if (seat == core.flight.seat() && seat.op != null) {
                core.flight.armLimit(seat, seat.op.attemptStart());
            }
            return true;
        }
        if (seat.isRaw() && seat.payload == null) {
            setDeadline(given.deadlines, given.now() + Durations.nanos(LONELY));
        }
        return false;
    }

    private boolean answerLate() {
        Seat late = owed.awaitingPrompt();
        if (late == null || late.payload == null) {
            if (resync.isProbing()) {
                setDeadline(given.deadlines, given.now() + Durations.nanos(LONELY));
            }
            return false;
        }
        if (!resync.mayAnswerPrompt() || core.standing.isOfBeforeRestart(late)) {
            if (resync.isProbing()) {
                // The module may take the words that it has not read yet for the data.
                pending.oweWhateverComes(late);
            }
            resync.promptTooLate();
            return true;
        }
        // The payload first: the commands that the end of the suspicion releases must not precede it.
        answer(late, late.payload);
        owed.drainUntil(given.now() + Durations.nanos(given.options.drain()));
        // From now on its result code may arrive, with or without a waiting sender.
        pending.acceptedLate(late);
        resync.dataEntryClosed();
        resync.suspectMissingBytes(late.payload.counted());
        return true;
    }

    private void answer(Seat seat, Payload payload) {
        String command = seat.prepared.text.masked();
        given.tap.prompt(command, seat.op);
        seat.prompted();
        Sender sender = seat.op;
        if (sender != null) {
            given.tap.writesData(
                    payload.bytes().length, command, sender, sender.command().timeout());
        }
        given.wire.write(payload, seat.op);
        core.armScanner();
    }

    /**
     * The line that began with a {@code >}, if any did, has ended: the bytes that follow belong to another line.
     *
     * @return whether it was an unanswered prompt that ended like a line
     */
    boolean isUnanswered(AtLine line) {
        boolean began = isDeadlineSet();
        clearDeadline();
        return began && line.text().strip().equals(">");
    }

    /** No payload followed the prompt, and it stood alone for long enough. */
    @Override
    protected void timeUp() {
        unanswered();
    }

    void unanswered() {
        clearDeadline();
        Seat seat = core.flight.seat();
        Operation<?> op = seat == null ? null : Operation.of(seat.op);
        if (seat == null || op == null) {
            if (resync.isProbing()) {
                // A user before this session opened a data entry: every line written since went into it.
                given.events.event(new SessionEvent.ForeignDataEntry());
                resync.promptTooLate();
            }
            return;
        }
        core.flight.vacate(seat);
        owed.add(seat, given.now());
        resync.escape();
        op.attempts.failed(Failures.with(
                new AtProtocolException(
                        AtProtocolException.Reason.UNEXPECTED_PROMPT,
                        "the modem asks for data, and there is none for it",
                        op.shown(),
                        Outcome.UNKNOWN,
                        null),
                seat.lines()));
        core.drain();
    }

    /** Whether a prompt may have arrived that will not be answered. */
    boolean isUnderWay() {
        return isDeadlineSet();
    }

    void forget() {
        clearDeadline();
    }
}
