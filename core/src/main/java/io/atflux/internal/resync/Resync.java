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
 * Resynchronises the session if a reply is owed and another command is to be written.
 *
 * <pre>
 * IDLE → [QUIET] → [DRAIN] → PROBE → IDLE (in step) or the session's end
 * </pre>
 *
 * <p>QUIET closes a data entry whose prompt was never seen: ESC was written at the time-out, and silence follows for as long as the
 * module waits for data, because ESC may itself be data. DRAIN waits for the owed reply. PROBE is {@link Probing}.
 *
 * <p>In parallel it tracks the state of a data entry: {@link DataEntry}.
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
    /** The number of times that ESC was written into what may be data. */
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

    /** Bytes arrived: called at each read, and cheap while the session is in step. */
    public void bytesCame() {
        if (stage == Stage.PROBE) {
            probing.listening().bytesCame();
        }
    }

    /** In step: no earlier command can still request data. */
    public void proven() {
        dataEntry = DataEntry.CLOSED;
        escapes = 0;
    }

    public Probing probing() {
        return probing;
    }

    /**
     * A prompt did not arrive in time. A module may take as long to request data as it then waits for them. So a data entry may be
     * open, unless nothing was written for both times together, and nothing may be written before it is closed.
     */
    public void suspectDataEntry() {
        dataEntry = DataEntry.CLOSED;
        clock.noPromptDue();
        // The pause before a re-send is the reserve here: with a larger reserve, a rule of 60 s within 90 s would write
        // only once.
        long both = wire.transmission(0) + 2 * Durations.nanos(given.profile.dataEntryIdle());
        if (given.now() < wire.lastWrite() + both) {
            escape();
        }
    }

    /**
     * The payload was written, and no answer arrived: a byte of it may have been lost, and the next write would take its place. If
     * its length was announced, only silence ends the entry; ESC ends text.
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

    /** No data entry outlasts a restart of the module, and its firmware may have changed. */
    public void moduleRestarted() {
        probing.proof.forgetModem();
        dataEntry = DataEntry.CLOSED;
        if (stage == Stage.QUIET) {
            clearDeadline();
            leave();
        }
    }

    /** The final result of an earlier attempt arrived first: the prompt may still arrive, and may still be answered. */
    public void promptIsStillOwed(Seat seat) {
        dataEntry = DataEntry.CLOSED;
        beginsWith(seat);
    }

    /** The final result of the command before it arrived, so the modem's time to request its data begins now. */
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

    /** Takes over from a former session: the modem may wait for a prompt's data or the rest of a payload, and may still answer words. */
    public void inherit(DataEntry former, int escaped, Proof.Memory memory) {
        dataEntry = former;
        escapes = escaped;
        clock.inherit();
        probing.proof.inherit(given, memory);
    }

    /** The line is lost before the time for the seat's prompt is over. */
    public void leaves(Seat seat) {
        Sender op = seat.op;
        if (op != null && seat.awaitsPrompt()) {
            clock.promptOf(seat, op, op.attemptStart());
        }
    }

    /** If the line ends now: the time since the modem's own time-out began, in nanoseconds; negative before that. */
    public long sinceWrite() {
        return given.now() + clock.patience() - clock.quietUntilAfterLoss();
    }

    /** The state of the data entry when the session ends, apart from that of its seats. */
    public DataEntry dataEntry() {
        return dataEntry;
    }

    public int escapes() {
        return escapes;
    }

    /** Writes ESC, unless it would be the last byte of the data that may be requested; then silence ends the entry. */
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

    /** The module requests data only now, after ESC or after it was assumed to have given up: the procedure starts again. */
    public void promptTooLate() {
        dataEntry = dataEntry.over();
        escape();
        if (isActive()) {
            // After the silence new words are written; those written before may still be answered.
            probing.stop();
            quiet();
        }
    }

    public boolean isDataEntrySuspected() {
        return dataEntry.isSuspected();
    }

    /** Whether the payload may still be written if the prompt arrives now. */
    public boolean mayAnswerPrompt() {
        return !dataEntry.isPast() && !isActive();
    }

    /** Whether OK may be the answer to ESC: then the command was not executed. */
    public boolean isEscapeUnanswered() {
        return dataEntry.isPast() && owed.awaitingPrompt() != null;
    }

    /** A reply arrived, or the payload was written: no data entry is open, unless another attempt may have opened one. */
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
     * Begins the steps that are needed before the next write.
     *
     * @param sameRule whether that is a re-send of the owed command, which itself acts as a probe
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

    /** An owed reply arrived during DRAIN. */
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

    /** The earliest time for a re-send, after a pause that begins now. */
    public long earliestWrite(Duration pause) {
        long pauseOver = given.now() + Durations.nanos(pause);
        return isDataEntrySuspected() ? Math.max(pauseOver, clock.quietUntil()) : pauseOver;
    }
}
