package io.atflux.internal.session;

import io.atflux.command.Payload;
import io.atflux.error.AtProtocolException;
import io.atflux.error.Outcome;
import io.atflux.line.AtLine;
import io.atflux.transport.Durations;
import java.time.Duration;

/**
 * What is done about a {@code >} at the start of a line. A payload is written in answer to a prompt, never before; once its
 * prompt was seen it is written in full, also for a caller who is gone, so that no data entry stays open. Confined to the
 * event loop.
 */
final class Prompts {

    /** How long a {@code >} without a payload to follow it must stand alone to be a prompt that nobody answers. */
    private static final Duration LONELY = Duration.ofMillis(250);

    private final SessionCore core;
    private final Wire wire;
    private final Owed owed;
    private final Resync resync;
    private final Effects effects;
    private final Deadlines.Deadline lonely;

    Prompts(SessionCore core, Wire wire, Owed owed, Resync resync, Effects effects) {
        this.core = core;
        this.wire = wire;
        this.owed = owed;
        this.resync = resync;
        this.effects = effects;
        this.lonely = core.deadlines.create(this::unanswered);
    }

    /** Whether it was a prompt. */
    boolean came() {
        Seat seat = core.seat();
        if (seat == null) {
            return answerLate();
        }
        if (seat.payload != null && seat.awaitsPrompt()) {
            answer(seat, seat.payload);
            if (seat == core.seat() && seat.op != null) {
                core.armSeat(seat, seat.op.attemptStart());
            }
            return true;
        }
        if (seat.isRaw() && seat.payload == null) {
            lonely.at(core.deadlines.now() + Durations.nanos(LONELY));
        }
        return false;
    }

    private boolean answerLate() {
        Seat late = owed.awaitingPrompt();
        if (late == null || late.payload == null) {
            if (resync.isProbing()) {
                lonely.at(core.deadlines.now() + Durations.nanos(LONELY));
            }
            return false;
        }
        if (!resync.mayAnswerPrompt()) {
            resync.promptTooLate();
            return true;
        }
        // The payload first: what the end of the suspicion sets off must not get in front of it.
        answer(late, late.payload);
        owed.drainUntil(core.deadlines.now() + Durations.nanos(core.options.drain()));
        // From now on its result code may come, for whoever is still there.
        effects.acceptedLate(late);
        resync.dataEntryClosed();
        resync.suspectMissingBytes(late.payload.counted());
        return true;
    }

    private void answer(Seat seat, Payload payload) {
        core.tap.prompt(seat.op);
        seat.prompted();
        wire.write(payload, seat.op);
        core.armScanner();
    }

    /** Whether the line is a prompt that ended like a line, for a command that has nothing to answer it with. */
    boolean isUnanswered(Seat seat, AtLine line) {
        boolean began = lonely.isSet();
        lonely.clear();
        boolean nobodys = seat.isRaw() ? seat.payload == null : resync.isProbing();
        return began && nobodys && line.text().strip().equals(">");
    }

    void unanswered() {
        lonely.clear();
        Seat seat = core.seat();
        if (seat == null || seat.op == null) {
            if (resync.isProbing()) {
                resync.foreignDataEntry();
            }
            return;
        }
        core.vacate(seat);
        owed.add(seat, core.deadlines.now());
        resync.escape();
        seat.op.broken(new AtProtocolException(
                        "the modem asks for data, and there is none for it", seat.op.shown(), Outcome.UNKNOWN)
                .withLines(seat.lines()));
        core.drain();
    }

    /** A prompt may have come that nobody will answer. */
    boolean isUnderWay() {
        return lonely.isSet();
    }

    void forget() {
        lonely.clear();
    }
}
