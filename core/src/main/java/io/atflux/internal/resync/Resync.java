package io.atflux.internal.resync;

import io.atflux.SessionEvent;
import io.atflux.internal.ledger.DataEntry;
import io.atflux.internal.ledger.OwedReplies;
import io.atflux.internal.ledger.PendingOperations;
import io.atflux.internal.ledger.Seat;
import io.atflux.internal.ledger.Sender;
import io.atflux.internal.session.Services;
import io.atflux.internal.session.Wire;
import io.atflux.internal.time.Durations;
import io.atflux.internal.time.Timed;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Brings the session back into step when a reply is owed and something else is to be written.
 *
 * <pre>
 * IDLE → [QUIET] → [DRAIN] → PROBE → IDLE (in step) or the session's end
 * </pre>
 *
 * <p>QUIET closes a data entry whose prompt was never seen: ESC went out with the time-out, and silence follows for as long as
 * the module waits for data, because ESC may itself be data. DRAIN waits for the owed reply. PROBE is {@link Probing}.
 *
 * <p>Beside that goes what is known of a data entry: {@link DataEntry}.
 */
public final class Resync extends Timed {

    private enum Stage {
        IDLE,
        QUIET,
        DRAIN,
        PROBE
    }

    private final Services given;
    private final ProbeHost host;
    private final Wire wire;
    private final OwedReplies owed;
    private final Probing probing;
    private final EntryClock clock;
    private Stage stage = Stage.IDLE;
    private DataEntry dataEntry = DataEntry.CLOSED;
    /** So many times ESC went out into what may be data. */
    private int escapes;

    public Resync(Services given, OwedReplies owed, PendingOperations pending, ProbeHost host) {
        this.given = given;
        this.host = host;
        this.wire = given.wire;
        this.owed = owed;
        this.clock = new EntryClock(given);
        this.probing = new Probing(given, owed, pending, host, this::leave);
    }

    public boolean isActive() {
        return stage != Stage.IDLE;
    }

    public boolean isProbing() {
        return stage == Stage.PROBE;
    }

    /** Anything came: asked at each read, so that no more is looked at while the session is in step. */
    public void bytesCame() {
        if (stage == Stage.PROBE) {
            probing.listening().bytesCame();
        }
    }

    /** In step: of all that was written before, nothing asks for data any more. */
    public void proven() {
        dataEntry = DataEntry.CLOSED;
        escapes = 0;
    }

    public Probing probing() {
        return probing;
    }

    /**
     * A prompt did not come in time. A module may take as long to ask for data as it then waits for it: unless it has heard
     * nothing for both together, a data entry may be open, and nothing may be written before it is closed.
     */
    public void suspectDataEntry() {
        dataEntry = DataEntry.CLOSED;
        clock.noPromptDue();
        // The pause before a re-send is the reserve here: with more of it, a rule of 60 s within 90 s would write once
        // only.
        long both = wire.transmission(0) + 2 * Durations.nanos(given.profile.dataEntryIdle());
        if (given.now() < wire.lastWrite() + both) {
            escape();
        }
    }

    /**
     * The payload was written, and no answer came: a byte of it may have been lost, and whatever is written next would take its
     * place. Where its length was announced, only silence ends that; text is ended by ESC.
     */
    public void suspectMissingBytes(boolean counted) {
        if (given.now() >= wire.lastWrite() + clock.patience()) {
            return;
        }
        clock.noPromptDue();
        if (counted) {
            dataEntry = DataEntry.FILLED;
        } else {
            dataEntry = DataEntry.CLOSED;
            escape();
        }
    }

    /** No data entry outlasts a restart of the module, and it may be another firmware now. */
    public void moduleRestarted() {
        probing.proof.forgetModem();
        dataEntry = DataEntry.CLOSED;
        if (stage == Stage.QUIET) {
            clearDeadline();
            leave();
        }
    }

    /** An earlier attempt's final result came first: the prompt is still to come, and may still be answered. */
    public void promptIsStillOwed(Seat seat) {
        dataEntry = DataEntry.CLOSED;
        beginsWith(seat);
    }

    /** The final result of what was before it came, so that the modem's time to ask for its data only begins. */
    public void beginsWith(@Nullable Seat seat) {
        Sender op = seat == null ? null : seat.op;
        if (seat != null && op != null && seat.awaitsPrompt()) {
            dataEntry = dataEntry.beginsAnew(seat.isInherited());
            clock.promptOf(seat, op, given.now());
            if (stage == Stage.QUIET) {
                setDeadline(given.deadlines, clock.quietUntil());
            }
        }
    }

    /** A former session's end: a prompt or more of a payload may be waited for, and words may still be answered. */
    public void inherit(DataEntry former, int escaped, Proof.Memory memory) {
        dataEntry = former;
        escapes = escaped;
        clock.inherit();
        probing.proof.inherit(given, memory);
    }

    /** The line is lost before its time to be asked for its data is over. */
    public void leaves(Seat seat) {
        Sender op = seat.op;
        if (op != null && seat.awaitsPrompt()) {
            clock.promptOf(seat, op, op.attemptStart());
        }
    }

    /** If the line ends now: how long ago the modem's patience began, in nanoseconds; negative before that. */
    public long sinceWrite() {
        return given.now() + clock.patience() - clock.quietUntilAfterLoss();
    }

    /** What is left of it where the session ends, beside what its seats say. */
    public DataEntry dataEntry() {
        return dataEntry;
    }

    public int escapes() {
        return escapes;
    }

    /** ESC, unless it would be the last of the data that may be asked for; silence does it then. */
    public void escape() {
        boolean harmless = escapes < owed.mostEscapes();
        if (harmless) {
            escapes++;
            wire.writeEscape();
        }
        if (!dataEntry.isSuspected()) {
            clock.noPromptDue();
        }
        if (!harmless) {
            clock.notBefore(given.now());
        }
        dataEntry = DataEntry.ESCAPED;
    }

    /** The module asks for data only now, behind ESC or when it was thought to have given up: all begins anew. */
    public void promptTooLate() {
        dataEntry = dataEntry.over();
        escape();
        if (isActive()) {
            // After the silence all is asked for anew; what was asked before may still be answered.
            probing.stop();
            quiet();
        }
    }

    public boolean isDataEntrySuspected() {
        return dataEntry.isSuspected();
    }

    /** Whether the payload may still be written, should the prompt come now. */
    public boolean mayAnswerPrompt() {
        return !dataEntry.isPast() && !isActive();
    }

    /** Whether OK may be the answer to ESC: then nothing was done. */
    public boolean isEscapeUnanswered() {
        return dataEntry.isPast() && owed.awaitingPrompt() != null;
    }

    /** A reply came, or the payload went out: unless another attempt may have opened one as well, none is open. */
    public void dataEntryClosed() {
        if (dataEntry.isSuspected() && !owed.mayHoldDataEntry()) {
            dataEntry = dataEntry.over();
            if (stage == Stage.QUIET) {
                clearDeadline();
                leave();
            }
        }
    }

    /**
     * Begins what is needed before the next write.
     *
     * @param sameRule whether that is a re-send of the owed command, which is a probe of its own
     */
    public void begin(boolean sameRule) {
        if (dataEntry.isSuspected()) {
            quiet();
        } else if (sameRule || owed.isEmpty()) {
            leave();
        } else if (given.now() - owed.drainUntil() < 0 && (owed.size() > 0 || probing.isOut())) {
            stage = Stage.DRAIN;
            setDeadline(given.deadlines, owed.drainUntil());
        } else {
            stage = Stage.PROBE;
            probing.begin();
        }
    }

    private void quiet() {
        stage = Stage.QUIET;
        boolean silent = dataEntry == DataEntry.ESCAPED || dataEntry == DataEntry.FILLED;
        boolean unasked = dataEntry == DataEntry.LEFT_OPEN && owed.awaitingPrompt() != null;
        if (!silent && given.now() < clock.openUntil(unasked)) {
            escape();
        }
        long left = clock.quietUntil() - given.now();
        if (left > 0) {
            given.tap.note("a data entry may be open: nothing is written for " + left / 1_000_000
                    + " ms, or until its answer");
            given.events.event(new SessionEvent.DataEntryOpen(Duration.ofNanos(left)));
        }
        setDeadline(given.deadlines, clock.quietUntil());
    }

    @Override
    protected void timeUp() {
        switch (stage) {
            case QUIET -> {
                dataEntry = dataEntry.over();
                escapes = 0;
                leave();
            }
            case DRAIN -> leave();
            case PROBE, IDLE -> {}
        }
    }

    private void leave() {
        stage = Stage.IDLE;
        clearDeadline();
        host.armScanner();
        host.drain();
    }

    /** An owed reply came while it was being waited for. */
    public void owedCame() {
        if (stage == Stage.DRAIN && owed.size() == 0) {
            leave();
        }
    }

    public void close() {
        stage = Stage.IDLE;
        probing.stop();
        clearDeadline();
    }

    /** When a re-send can go out at the earliest, behind a pause that begins now. */
    public long earliestWrite(Duration pause) {
        long pauseOver = given.now() + Durations.nanos(pause);
        return isDataEntrySuspected() ? Math.max(pauseOver, clock.quietUntil()) : pauseOver;
    }
}
