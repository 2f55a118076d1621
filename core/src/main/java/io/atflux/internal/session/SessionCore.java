package io.atflux.internal.session;

import io.atflux.AtOptions;
import io.atflux.SessionEvent;
import io.atflux.SessionState;
import io.atflux.command.FinalResult;
import io.atflux.command.Payload;
import io.atflux.command.Settlement;
import io.atflux.error.AtConnectionException;
import io.atflux.error.AtException;
import io.atflux.error.AtOverflowException;
import io.atflux.error.AtRejectedException;
import io.atflux.error.AtTimeoutException.Phase;
import io.atflux.error.Outcome;
import io.atflux.internal.foreign.Foreign;
import io.atflux.line.AtLine;
import io.atflux.observe.SessionObserver;
import io.atflux.profile.AtProfile;
import io.atflux.transport.Durations;
import io.atflux.urc.Overflow;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * One command at a time on the line. All state is confined to the connection's event loop; another thread does exactly one
 * thing, hand a task to the loop (and subscribers join their {@link Hub} from any). {@link #drain()} is the only place where a command is written.
 */
final class SessionCore {

    private static final Logger LOG = LoggerFactory.getLogger(SessionCore.class);

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
    private final Succession succession;
    private final Deadlines.Deadline seatDeadline;
    private final Hub<Void> closed;

    private volatile SessionState state = SessionState.READY;
    private volatile Inheritance left = Inheritance.NONE;
    private @Nullable Seat seat;
    /** The command in flight when the session ended. */
    private @Nullable Seat cut;

    boolean open = true;
    private boolean verboseErrors;
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
        this.closed = new Hub<>(loop, none -> {});
        this.effects = new Effects(this);
        this.rights = new WriteRights(options, owed, effects);
        this.resync = new Resync(this, wire, owed, effects);
        this.prompts = new Prompts(this, wire, owed, resync, effects);
        this.turns = new TurnKeeper(this, queue);
        this.aborts = new Aborts(this, wire, prompts);
        this.succession = new Succession(this, owed, effects, resync, prompts);
        this.router = new Router(this, effects, owed, resync, announcer, prompts);
        this.lines = new LineStage(this, wire, router);
        this.restart = new Restart(this, owed, effects);
        this.seatDeadline = deadlines.create(this::seatTimedOut);
        deadlines.guardedBy(this::broken);
    }

    /** Before anything is written or read: what a former session on this modem left. */
    void inherit(Inheritance former) {
        succession.inherit(former);
        armScanner();
        updateState();
    }

    /** The line is open: only now can owed replies begin to come. */
    void opened() {
        owed.drainUntil(deadlines.now() + Durations.nanos(options.drain()));
    }

    /** What the next session on this modem has to know. Any thread, once this session has told its end. */
    Inheritance left() {
        return left;
    }

    SessionState state() {
        return state;
    }

    Mono<Void> closed() {
        return closed.<Void>flux(none -> null, Overflow.dropNewest(1)).then();
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
            broken(unexpected);
        }
    }

    /** What must not be thrown was thrown: the session's state is worth nothing any more, and everybody is told. */
    void broken(Throwable unexpected) {
        // Its words may be the modem's.
        String kind = unexpected.getClass().getName();
        LOG.error("{} the session failed", tap.name(), Foreign.wordless(unexpected));
        try {
            terminate("the session failed: " + kind, null, true);
        } catch (Throwable again) {
            LOG.error("{} the session's end failed as well", tap.name(), Foreign.wordless(again));
        } finally {
            // Also where it had ended before.
            live.sever("the session failed: " + kind, null);
            wire.close();
        }
        Foreign.passOnFatal(unexpected);
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
        lines.settings.written(op.prepared.text.wire(), wire.writes());
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
        lines.settings.written(prepared.text.wire(), wire.writes());
        wire.write(prepared.text, null);
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
            giveUp(current);
        }
    }

    /** Nobody waits for it any more, and what the modem still says to it is owed. */
    void giveUp(Seat current) {
        Operation<?> op = current.op;
        if (op == null) {
            return;
        }
        vacate(current);
        owed.add(overtaken(current, op.attemptStart()), deadlines.now() + Durations.nanos(options.drain()));
        armScanner();
        if (current.awaitsPrompt()) {
            resync.suspectDataEntry();
        } else if (current.payload != null) {
            resync.suspectMissingBytes(current.payload.counted());
        }
        aborts.write(current);
        settleOrTimeOut(current, op);
        drain();
    }

    /** Notes for how long the modem may be at it while it answers what is written later. */
    Seat overtaken(Seat given, long written) {
        Duration limit = profile.overtakenFor(given.prepared.text);
        if (!limit.isZero()) {
            given.runsUntil(written + Durations.nanos(limit));
        }
        return given;
    }

    private void settleOrTimeOut(Seat current, Operation<?> op) {
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
                prompt ? Phase.PROMPT : Phase.FINAL,
                prompt ? op.command.promptTimeout() : op.command.timeout(),
                current.lines());
    }

    void finalCame(Seat current, FinalResult result) {
        Operation<?> op = current.op;
        if (op == null || (result.isOk() && current.awaitsPrompt() && !current.isRaw())) {
            // Some firmware says OK before it asks for the data. Whether a raw command asks at all, nobody knows.
            return;
        }
        vacate(current);
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
            owed.add(current, deadlines.now());
            if (current.awaitsPrompt()) {
                resync.promptIsStillOwed(current);
            } else if (first != null && !result.isOk() && current.verdict() == null) {
                effects.refusedFirst(first, current);
            }
            armScanner();
        }
        if (result.isOk()) {
            lines.settings.accepted(op.prepared.text.wire());
        }
        if (result.isOk() && op.prepared.text.wire().equals(profile.verboseErrors())) {
            verboseErrors = true;
        }
        Settlement settlement = current.settlement();
        if (overflown) {
            op.broken(new AtOverflowException(
                            "the reply is over the limits: " + options.maxLine() + " bytes a line, "
                                    + options.maxReplyLines() + " lines and " + options.maxReplyBytes()
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
        drain();
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

    private void updateState() {
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

    /** Not queued. Ends by its own deadline, whatever the transport does. */
    Mono<Void> close() {
        return Mono.defer(() -> {
            onLoop(() -> {
                terminate("the connection was closed", null, false);
                wire.close();
            });
            return wire.whenClosed()
                    .timeout(Durations.bounded(options.closeTimeout()), Mono.empty(), deadlines.timer());
        });
    }

    /** Ends the session from within: the line is of no more use. */
    void fail(String why) {
        terminate(why, null, true);
        wire.close();
    }

    /** Ends everything that waits. Called once with effect. */
    void terminate(String why, @Nullable Throwable cause, boolean lost) {
        if (!open) {
            return;
        }
        // What is held may end a command, but lets none out any more.
        reading++;
        lines.end();
        reading--;
        if (!open) {
            return;
        }
        open = false;
        try {
            resync.close();
            // Whoever is told of the end below finds the session closed.
            updateState();
            cut = seat;
            left = succession.leave(seat);
        } finally {
            end(why, cause, lost);
        }
    }

    private void end(String why, @Nullable Throwable cause, boolean lost) {
        seat = null;
        queue.clear();
        try {
            live.sever(why, cause);
        } finally {
            // It is the next session's now: this one keeps nobody's past alive.
            cut = null;
            owed.clear();
            effects.clear();
            deadlines.close();
            drain();
            AtException error = new AtConnectionException(why, null, Outcome.NOT_SENT, cause);
            announcer.terminate(lost ? error : null);
            closed.terminate(lost ? error : null);
        }
    }

    /** What had come of its reply when the session ended. */
    List<AtLine> cutOff(Operation<?> op) {
        Seat current = cut;
        return current != null && current.op == op ? current.lines() : List.of();
    }
}
