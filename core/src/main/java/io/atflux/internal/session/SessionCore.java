package io.atflux.internal.session;

import io.atflux.AtOptions;
import io.atflux.SessionEvent;
import io.atflux.SessionState;
import io.atflux.command.Payload;
import io.atflux.command.Settlement;
import io.atflux.error.AtException;
import io.atflux.error.AtOverflowException;
import io.atflux.error.AtRejectedException;
import io.atflux.error.Outcome;
import io.atflux.observe.SessionObserver;
import io.atflux.profile.AtProfile;
import io.atflux.transport.Durations;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * One command at a time on the line. All state is confined to the connection's event loop; another thread does exactly one
 * thing, hand a task to the loop (and subscribers join their {@link Hub} from any). {@link #drain()} is the only place where a command is written.
 */
final class SessionCore {

    final AtProfile profile;
    final AtOptions options;
    final Deadlines deadlines;
    final WireTap tap;
    final SessionObserver observer;
    final Counters counters;
    final Announcer announcer;
    final Router router;
    final LineStage lines;
    final Restart restart;
    final TurnKeeper turns;
    final Resync resync;
    /** Who has to hear of the session's end. */
    final LiveSet live = new LiveSet();

    private final EventExecutor loop;
    private final Wire wire;
    private final CommandQueue queue = new CommandQueue(live);
    private final Owed owed = new Owed();
    private final Effects effects;
    private final Prompts prompts;
    private final Aborts aborts;
    private final WriteRights rights;
    private final Deadlines.Deadline seatDeadline;
    final FinalResults finals;
    final SessionEnd end;

    private volatile SessionState state = SessionState.READY;
    private @Nullable Seat seat;

    boolean open = true;
    boolean verboseErrors;
    private boolean draining;
    private boolean drainAgain;
    private int reading;
    /** A probe was answered, and nobody but this session writes. */
    private boolean proven;

    private boolean restarted;

    SessionCore(EventExecutor loop, Wire wire, AtProfile profile, AtOptions options, Deadlines deadlines, WireTap tap) {
        this.loop = loop;
        this.wire = wire;
        this.profile = profile;
        this.options = options;
        this.deadlines = deadlines;
        this.tap = tap;
        this.observer = IsolatedObserver.of(options.observer());
        this.counters = new Counters(observer);
        this.announcer = new Announcer(loop, profile, counters, tap);
        this.effects = new Effects(this);
        this.rights = new WriteRights(options, owed, effects);
        this.resync = new Resync(this, wire, owed, effects);
        this.prompts = new Prompts(this, wire, owed, resync, effects);
        this.turns = new TurnKeeper(this, queue);
        this.aborts = new Aborts(this, wire, prompts);
        this.router = new Router(this, effects, owed, resync, announcer, prompts);
        this.lines = new LineStage(this, wire, router);
        this.restart = new Restart(this, owed, effects);
        this.seatDeadline = deadlines.create(this::seatTimedOut);
        this.finals = new FinalResults(this, owed, effects, resync, aborts);
        this.end = new SessionEnd(
                this, loop, wire, owed, effects, new Succession(this, owed, effects, resync, prompts), queue);
        deadlines.guardedBy(end::broken);
    }

    /** Before anything is written or read: what a former session on this modem left. */
    void inherit(Inheritance former) {
        end.inherit(former);
        armScanner();
        updateState();
    }

    /** The line is open: only now can owed replies begin to come. */
    void opened() {
        owed.drainUntil(deadlines.now() + Durations.nanos(options.drain()));
    }

    SessionState state() {
        return state;
    }

    @Nullable
    Seat seat() {
        return seat;
    }

    String mask(String text) {
        return tap.mask(text);
    }

    void onLoop(Runnable task) {
        if (loop.inEventLoop()) {
            enter(task);
            return;
        }
        try {
            loop.execute(() -> enter(task));
        } catch (RejectedExecutionException gone) {
            // The loop has ended, so nothing else touches the state any more.
            open = false;
            enter(task);
        }
    }

    /** The guard round every way into the session: reads, timers, tasks, ends of writes. */
    void enter(Runnable task) {
        try {
            task.run();
        } catch (Throwable unexpected) {
            end.broken(unexpected);
        }
    }

    void submit(Operation<?> op) {
        Turn turn = op.turn;
        if (!open) {
            op.sever("the connection is closed", null);
        } else if (turn != null && turn.isOver()) {
            op.turnEnded();
        } else if (queue.size() >= options.maxQueue()) {
            op.end(full(op.shown()));
        } else {
            queue.add(op);
            if (turn != null) {
                turn.live.add(op);
            }
            drain();
        }
    }

    AtException full(@Nullable String command) {
        return new AtOverflowException(
                "the queue is full: " + options.maxQueue() + " commands wait", command, Outcome.NOT_SENT);
    }

    void resubmit(Operation<?> op) {
        if (op.turn != null && op.turn.isOver()) {
            op.giveUp();
            return;
        }
        queue.addFirst(op);
        drain();
    }

    /** An operation's ticket is over; what it owes the line is not. */
    void ended(Operation<?> op, Operation.State before) {
        if (before == Operation.State.QUEUED) {
            queue.remove(op);
        }
        if (op.turn != null) {
            op.turn.ended(op);
        }
        effects.ended(op);
        Seat current = seat;
        if (current != null && current.op == op) {
            aborts.callerLeft(current);
        }
    }

    /**
     * The command that makes the modem say why, where it has just said ERROR without a reason and was not yet made to; null
     * otherwise.
     */
    @Nullable
    String verboseErrorsMissing(@Nullable AtException failure) {
        boolean bare = failure instanceof AtRejectedException no
                && no.urc() == null
                && no.code().isEmpty();
        return bare && !verboseErrors ? profile.verboseErrors() : null;
    }

    /**
     * Bytes are being read. Nothing is written before the last of them: what the modem said before it saw a command is no
     * answer to it.
     */
    void readBegins() {
        reading++;
        resync.probing().bytesCame();
    }

    /** As {@link #readEnds}, and nothing goes out. */
    void readEndsForGood() {
        reading--;
    }

    void readEnds() {
        reading--;
        if (drainAgain) {
            drain();
        }
    }

    /** Writes whatever may be written now. */
    void drain() {
        if (draining || reading > 0) {
            drainAgain = true;
            return;
        }
        draining = true;
        try {
            do {
                drainAgain = false;
                writeNext();
            } while (drainAgain);
        } finally {
            draining = false;
        }
        turns.watch();
        counters.queued(queue.size());
        updateState();
    }

    private void writeNext() {
        while (open && seat == null && !resync.isActive() && !rights.isLineHeld()) {
            Operation<?> op = queue.next(rights::mayGo, rights::mayBegin);
            if (op == null) {
                return;
            }
            boolean sameRule = owed.letsResend(op);
            if (op.isTooLate()) {
                op.giveUp();
            } else if (op.isProof() && proven && owed.isEmpty()) {
                op.proven();
            } else if (op.isProof() && owed.isEmpty()) {
                owed.suspectOthers();
                owed.drainUntil(deadlines.now());
                queue.addFirst(op);
            } else if (resync.isDataEntrySuspected() || (!owed.isEmpty() && !sameRule)) {
                queue.addFirst(op);
                resync.begin(sameRule);
            } else {
                write(op);
            }
        }
    }

    private <R> void write(Operation<R> op) {
        Seat taken = new Seat(op.prepared, op, options);
        seat = taken;
        taken.writtenAs(wire.writes());
        lines.written(op.prepared.text.wire());
        long now = deadlines.now();
        op.written(now);
        armScanner();
        armSeat(taken, now);
        counters.sent();
        wire.write(op.prepared.text, op);
    }

    /** Sets the seat's limit: for the prompt while there was none, then for the final result. */
    void armSeat(Seat taken, long attemptStart) {
        Operation<?> op = taken.op;
        if (op != null) {
            Duration limit = taken.awaitsPrompt() ? op.command.promptTimeout() : op.command.timeout();
            seatDeadline.at(attemptStart + allowance(taken.prepared, taken.payload, limit));
        }
    }

    void armScanner() {
        Seat current = seat;
        boolean wanted = resync.isProbing() || (current != null && (current.awaitsPrompt() || current.isRaw()));
        wire.armPrompt(wanted || owed.awaitingPrompt() != null);
        wire.armCounted(owed.counted(current));
    }

    /** Whether a counted answer may come, late ones included. */
    boolean expectsCounted() {
        return !owed.counted(seat).isEmpty();
    }

    /** A limit, and what the line itself takes: the bits, and the serial server's delay. Nanoseconds. */
    long allowance(Prepared prepared, @Nullable Payload payload, Duration limit) {
        int bytes = prepared.text.wire().length() + 1 + (payload == null ? 0 : payload.bytes().length);
        return Durations.nanos(limit) + wire.transmission(bytes);
    }

    void writeProbe(Prepared prepared) {
        counters.sent();
        lines.written(prepared.text.wire());
        wire.write(prepared.text, null);
    }

    /** The session is over: whatever is in flight is the next session's. */
    void abandonSeat() {
        seat = null;
    }

    void vacate(Seat current) {
        if (seat == current) {
            seat = null;
            seatDeadline.clear();
            prompts.forget();
            aborts.forget();
            armScanner();
        }
    }

    private void seatTimedOut() {
        lines.commandEnds();
        Seat current = seat;
        if (prompts.isUnderWay()) {
            prompts.unanswered();
        } else if (current != null) {
            finals.giveUp(current);
        }
    }

    /** The modem works on it without our write: wait for its result code. */
    void hold(Operation<?> op) {
        Settlement settlement = op.command.settlement();
        if (settlement != null) {
            // Nothing new was written: what comes is the answer to the former write.
            effects.notOwed(op);
            effects.hold(op, settlement);
        }
        drain();
    }

    /** Whose answers or result codes are waited for, and what is being rechecked. */
    List<Operation<?>> inFlight() {
        List<Operation<?>> all = new ArrayList<>(1);
        live.each(one -> {
            if (one instanceof Operation<?> op && op.isInFlight()) {
                all.add(op);
            }
        });
        return all;
    }

    /** The module was restarted: no data entry is open, and what it accepted before is forgotten. */
    void restarted(long until) {
        verboseErrors = false;
        proven = false;
        restarted = true;
        if (seat != null) {
            // Ended by the restart's own limit, before this one.
            seatDeadline.at(until + Durations.nanos(Restart.GRACE));
        }
        resync.moduleRestarted();
    }

    /** What was asked before the restart is not answered any more. */
    void endRestarted(Operation<?> op) {
        Seat current = seat;
        if (current != null && current.op == op) {
            vacate(current);
            owed.add(current, deadlines.now());
            armScanner();
        }
        effects.giveUp(op);
        op.restarted();
    }

    private void forgetBeforeRestart() {
        if (restarted) {
            restarted = false;
            effects.forgetOwed();
        }
    }

    /** @param event null where the session was not out of step */
    void inStep(SessionEvent.@Nullable Resynchronised event) {
        proven = true;
        owed.clear(deadlines.now());
        resync.proven();
        lines.settings.inStep();
        forgetBeforeRestart();
        armScanner();
        if (event == null) {
            tap.note("in step");
        } else {
            announcer.inStep(event);
        }
    }

    /** Nothing shows that it is out of step, and nothing can prove the contrary. */
    void presumeInStep(String why) {
        proven = true;
        owed.clear(deadlines.now());
        forgetBeforeRestart();
        armScanner();
        tap.note("presumed to be in step: " + why);
        announcer.event(new SessionEvent.Presumed(why));
    }

    void updateState() {
        SessionState now;
        if (!open) {
            now = SessionState.CLOSED;
        } else if (resync.isProbing()) {
            now = SessionState.RESYNCING;
        } else if (seat != null || rights.isLineHeld()) {
            now = SessionState.BUSY;
        } else if (!owed.isEmpty() || resync.isActive()) {
            now = SessionState.DRAINING;
        } else {
            now = SessionState.READY;
        }
        SessionState before = state;
        if (before != now) {
            state = now;
            announcer.event(new SessionEvent.StateChanged(before, now));
        }
    }
}
