package io.atflux.internal.session;

import io.atflux.SessionEvent;
import io.atflux.command.AtCommand;
import io.atflux.command.FinalResult;
import io.atflux.line.AtLine;
import io.atflux.line.LineShape;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds back into step when a reply is owed and something else is to be written.
 *
 * <pre>
 * IDLE → [QUIET] → [DRAIN] → PROBE … PROBE → IDLE (in step) or the session's end
 * </pre>
 *
 * <p>QUIET closes a data entry whose prompt was never seen: ESC went out with the time-out, and silence follows for as long as
 * the module waits for data, because ESC may itself be data. DRAIN waits for the owed reply. A PROBE is a read command whose information line nothing
 * else prints; the final result behind that line proves that all before it was the owed rest. A bare OK proves nothing.
 *
 * <p>Beside that goes what is known of a data entry: {@link DataEntry}.
 */
final class Resync {

    private enum Stage {
        IDLE,
        QUIET,
        DRAIN,
        PROBE
    }

    private final SessionCore core;
    private final Wire wire;
    private final Owed owed;
    private final Effects effects;
    private final Deadlines.Deadline deadline;
    private final Deque<String> unasked = new ArrayDeque<>(4);
    private Stage stage = Stage.IDLE;
    private DataEntry dataEntry = DataEntry.CLOSED;

    /** Until when the modem may ask for the data of a command that it only began with when nobody waited for it any more. */
    private long promptDue;

    private int probes;
    private int lost;
    private int next;
    private @Nullable Seat probe;
    /** The probes of this round, whose answers may still come. */
    private final List<Seat> asked = new ArrayList<>(4);
    /** Whether the modem said no while the present probe was out, and for how many before it. */
    private boolean refused;

    private int refusals;
    /** Final results that came before the proof. */
    private int strays;

    Resync(SessionCore core, Wire wire, Owed owed, Effects effects) {
        this.core = core;
        this.wire = wire;
        this.owed = owed;
        this.effects = effects;
        this.deadline = core.deadlines.create(this::timeUp);
    }

    boolean isActive() {
        return stage != Stage.IDLE;
    }

    boolean isProbing() {
        return stage == Stage.PROBE;
    }

    @Nullable
    Seat probe() {
        return probe;
    }

    /**
     * A prompt did not come in time. A module may take as long to ask for data as it then waits for it: unless it has heard
     * nothing for both together, a data entry may be open, and nothing may be written before it is closed.
     */
    void suspectDataEntry() {
        dataEntry = DataEntry.CLOSED;
        promptDue = wire.lastWrite();
        if (core.deadlines.now() < quietUntil() + core.profile.dataEntryIdle().toNanos()) {
            escape();
        }
    }

    /**
     * The payload was written, and no answer came: a byte of it may have been lost, and whatever is written next would take its
     * place. Where its length was announced, only silence ends that; text is ended by ESC.
     */
    void suspectMissingBytes(boolean counted) {
        if (core.deadlines.now() >= wire.lastWrite() + patience()) {
            return;
        }
        promptDue = wire.lastWrite();
        if (counted) {
            dataEntry = DataEntry.FILLED;
        } else {
            dataEntry = DataEntry.CLOSED;
            escape();
        }
    }

    /** No data entry outlasts a restart of the module. */
    void moduleRestarted() {
        dataEntry = DataEntry.CLOSED;
        if (stage == Stage.QUIET) {
            deadline.clear();
            leave();
        }
    }

    /** An earlier attempt's final result came first: the prompt is still to come, and may still be answered. */
    void promptIsStillOwed(Seat seat) {
        dataEntry = DataEntry.CLOSED;
        beginsWith(seat);
    }

    /** The final result of what was before it came, so that the modem's time to ask for its data only begins. */
    void beginsWith(@Nullable Seat seat) {
        Operation<?> op = seat == null ? null : seat.op;
        if (seat != null && op != null && seat.awaitsPrompt()) {
            dataEntry = dataEntry.beginsAnew(seat.isInherited());
            promptDue = core.deadlines.now() + core.allowance(seat.prepared, null, op.command.promptTimeout());
            if (stage == Stage.QUIET) {
                deadline.at(quietUntil());
            }
        }
    }

    /** When the module has given up whatever data entry may be open, as it looks from this end of the line. */
    long quietUntil() {
        long written = wire.lastWrite();
        return (promptDue - written > 0 ? promptDue : written) + patience();
    }

    /** A former session's end: a prompt or more of a payload may be waited for, and probes may still be answered. */
    void inherit(DataEntry former, int nextProbe) {
        dataEntry = former;
        promptDue = wire.lastWrite();
        next = nextProbe;
    }

    /** The line is lost before its time to be asked for its data is over. */
    void leaves(Seat seat) {
        Operation<?> op = seat.op;
        if (op != null && seat.awaitsPrompt()) {
            promptDue = op.attemptStart() + core.allowance(seat.prepared, null, op.command.promptTimeout());
        }
    }

    int nextProbe() {
        return next;
    }

    /** What is left of it where the session ends, beside what its seats say. */
    DataEntry dataEntry() {
        return dataEntry;
    }

    /** ESC is already on its way. */
    void escape() {
        wire.writeEscape();
        if (!dataEntry.isSuspected()) {
            promptDue = wire.lastWrite();
        }
        dataEntry = DataEntry.ESCAPED;
    }

    /** The module asks for data only now, behind ESC or when it was thought to have given up: all begins anew. */
    void promptTooLate() {
        dataEntry = dataEntry.over();
        escape();
        if (isActive()) {
            Seat out = probe;
            if (out != null) {
                // Its answer, and those of the probes before it, may still come: behind the silence all is asked for
                // again.
                owed.add(out, core.deadlines.now());
                probe = null;
            }
            quiet();
        }
    }

    boolean isDataEntrySuspected() {
        return dataEntry.isSuspected();
    }

    /** Whether the payload may still be written, should the prompt come now. */
    boolean mayAnswerPrompt() {
        return !dataEntry.isPast() && !isActive();
    }

    /** Whether OK may be the answer to ESC: then nothing was done. */
    boolean isEscapeUnanswered() {
        return dataEntry.isPast() && owed.awaitingPrompt() != null;
    }

    /** A reply came, or the payload went out: unless another attempt may have opened one as well, none is open. */
    void dataEntryClosed() {
        if (dataEntry.isSuspected() && !owed.mayHoldDataEntry()) {
            dataEntry = dataEntry.over();
            if (stage == Stage.QUIET) {
                deadline.clear();
                leave();
            }
        }
    }

    /**
     * Begins what is needed before the next write.
     *
     * @param sameRule whether that is a re-send of the owed command, which is a probe of its own
     */
    void begin(boolean sameRule) {
        if (dataEntry.isSuspected()) {
            quiet();
        } else if (sameRule || owed.isEmpty()) {
            leave();
        } else if (core.deadlines.now() - owed.drainUntil() < 0) {
            stage = Stage.DRAIN;
            deadline.at(owed.drainUntil());
        } else {
            lost = owed.size();
            probes = 0;
            startProbing();
        }
    }

    private void quiet() {
        stage = Stage.QUIET;
        boolean silent = dataEntry == DataEntry.ESCAPED || dataEntry == DataEntry.FILLED;
        if (!silent && core.deadlines.now() < openUntil()) {
            escape();
        }
        long left = quietUntil() - core.deadlines.now();
        if (left > 0) {
            core.tap.note("a data entry may be open: nothing is written for " + left / 1_000_000
                    + " ms, or until its answer");
            core.announcer.event(new SessionEvent.DataEntryOpen(Duration.ofNanos(left)));
        }
        deadline.at(quietUntil());
    }

    /** A former session's module may not even have asked yet. */
    private long openUntil() {
        boolean unasked = dataEntry == DataEntry.LEFT_OPEN && owed.awaitingPrompt() != null;
        return quietUntil() + (unasked ? core.profile.dataEntryIdle().toNanos() : 0);
    }

    private void timeUp() {
        switch (stage) {
            case QUIET -> {
                dataEntry = dataEntry.over();
                leave();
            }
            case DRAIN -> leave();
            case PROBE -> sendProbe();
            case IDLE -> {}
        }
    }

    private void leave() {
        stage = Stage.IDLE;
        probe = null;
        asked.clear();
        core.drain();
    }

    /** Each is asked once: the second answer to a question could be the first one's, come late. */
    private void sendProbe() {
        refusals += refused ? 1 : 0;
        refused = false;
        String line = unasked.poll();
        if (line == null || probes >= core.options.probes()) {
            unproven();
            return;
        }
        next = core.profile.probes().indexOf(line) + 1;
        AtCommand<?> command = AtCommand.of(line).answeredBy(LineShape.named(name(line)));
        Seat asking = new Seat(Prepared.of(command, core.profile), null, core.options);
        probe = asking;
        asked.add(asking);
        probes++;
        deadline.at(core.deadlines.now() + core.allowance(asking.prepared, null, core.options.probeTimeout()));
        core.writeProbe(asking.prepared);
    }

    private void startProbing() {
        stage = Stage.PROBE;
        refused = false;
        refusals = 0;
        strays = 0;
        asked.clear();
        unasked.clear();
        List<String> all = core.profile.probes();
        for (int i = 0; i < all.size(); i++) {
            // Not from the first one each time: what was asked in the round before may still be answered.
            String line = all.get((next + i) % all.size());
            if (!owed.sharesNameWith(name(line))) {
                unasked.add(line);
            }
        }
        // A former session's are asked again where no others are left: else a modem that was once silent would stay
        // lost.
        owed.inheritedNames()
                .flatMap(name -> all.stream().filter(line -> name(line).equals(name)))
                .forEach(unasked::add);
        sendProbe();
    }

    private static String name(String probe) {
        return io.atflux.command.CommandText.of(probe).answerName();
    }

    /** A modem that refuses each probe in its time is there, and proves no more than that. */
    private void unproven() {
        if (owed.isOnlyOthers() && isRefused()) {
            core.presumeInStep(probes);
            leave();
            return;
        }
        stage = Stage.IDLE;
        core.fail("the modem is out of step: no answer to " + probes + " probes");
    }

    private boolean isRefused() {
        return probes > 0 && refusals == probes;
    }

    /**
     * What of this round and before it may still be answered when the session ends; nothing where the modem has refused all
     * probes, one after the other.
     */
    List<Seat> unanswered() {
        if (stage != Stage.PROBE && isRefused()) {
            return List.of();
        }
        List<Seat> all = new ArrayList<>(owed.all());
        // One of each: its second answer is told from the first by nothing.
        all.removeIf(seat -> seat.op == null && asked.stream().anyMatch(seat::isSameLine));
        all.addAll(asked);
        return all;
    }

    /** A final result came while a probe was out. */
    void finalCame(FinalResult result, AtLine line) {
        Seat current = probe;
        if (current != null && current.ownLineSeen()) {
            deadline.clear();
            boolean wasOut = !owed.isOnlyOthers() || probes > 1 || strays > 0;
            core.inStep(wasOut ? new SessionEvent.Resynchronised(probes, lost) : null);
            leave();
            return;
        }
        strays++;
        refused |= !result.isOk();
        if (owed.isOnlyOthers()) {
            core.announcer.unclassified(line);
        }
        Seat late = owed.takeOldest();
        if (late != null) {
            lost--;
            core.announcer.lateReply(late, line);
            if (result.isOk()) {
                // Should it be an earlier probe's instead, another operation waits a little longer: no harm.
                effects.acceptedLate(late);
            }
        }
    }

    /** An owed reply came while it was being waited for. */
    void owedCame() {
        if (stage == Stage.DRAIN && owed.isEmpty()) {
            deadline.clear();
            leave();
        }
    }

    void close() {
        stage = Stage.IDLE;
        deadline.clear();
    }

    /** When a re-send can go out at the earliest, behind a pause that begins now. */
    long earliestWrite(Duration pause) {
        long pauseOver = core.deadlines.now() + pause.toNanos();
        return isDataEntrySuspected() ? Math.max(pauseOver, quietUntil()) : pauseOver;
    }

    /** How long a module waits for more data, beside what the line takes. Nanoseconds. */
    long patience() {
        return core.profile.dataEntryIdle().toNanos() + wire.transmission(1);
    }
}
