package io.atflux.internal.session;

import io.atflux.AtDeadline;
import io.atflux.Discipline;
import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.command.FinalResult;
import io.atflux.command.Recheck;
import io.atflux.command.Settlement;
import io.atflux.error.AtConnectionException;
import io.atflux.error.AtException;
import io.atflux.error.AtRejectedException;
import io.atflux.error.AtTimeoutException;
import io.atflux.error.AtTimeoutException.Phase;
import io.atflux.error.Outcome;
import io.atflux.internal.foreign.Foreign;
import io.atflux.line.AtLine;
import io.atflux.observe.SessionObserver;
import io.atflux.observe.SessionObserver.Ending;
import io.atflux.transport.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.util.context.ContextView;

/**
 * One subscription to a command: the caller's ticket, and its rule of re-sends. Confined to the event loop, but for
 * request and cancel.
 *
 * <pre>
 * NEW → QUEUED → SEATED → [HOLDING] → DONE
 *         ↑         ↓          ↓
 *         └──── [RECHECKING] ← PAUSED
 * </pre>
 *
 * <p>Ending the ticket (cancel, deadline) never ends the seat: the reply that is owed is still waited for.
 */
final class Operation<R> extends Live implements Subscription {

    enum State {
        NEW,
        QUEUED,
        SEATED,
        HOLDING,
        PAUSED,
        RECHECKING,
        DONE
    }

    final AtCommand<R> command;
    final Prepared prepared;
    final @Nullable Turn turn;
    private final CoreSubscriber<? super R> actual;
    private final SessionCore core;
    private final Resending resending;
    private final boolean proof;

    private State state = State.NEW;
    private int attempts;
    private int writes;
    private @Nullable Duration toFinal;
    private long firstWrite;
    private long attemptStart;
    /** Attempts of which nobody knows what became of them. */
    private int unknown;

    private @Nullable AtException firstUnknown;
    private boolean verboseTried;
    /** What is asked before the re-send has the line. */
    private boolean asking;

    private @Nullable AtException failure;
    private @Nullable AtReply accepted;
    private Deadlines.@Nullable Deadline wakeUp;
    private Deadlines.@Nullable Deadline limit;
    private @Nullable Disposable recheck;

    Operation(
            SessionCore core,
            AtCommand<R> command,
            Prepared prepared,
            @Nullable Turn turn,
            boolean proof,
            CoreSubscriber<? super R> actual) {
        this.core = core;
        this.command = command;
        this.prepared = prepared;
        this.turn = turn;
        this.proof = proof;
        this.actual = actual;
        this.resending = new Resending(command, core.profile);
    }

    State state() {
        return state;
    }

    /** Whether its answer or result code is waited for, or it is being asked about. */
    boolean isInFlight() {
        return state == State.SEATED || state == State.HOLDING || state == State.RECHECKING;
    }

    boolean isDone() {
        return state == State.DONE;
    }

    /** Whether it asks on behalf of another, before that is written again; a recheck within a caller's turn runs in it. */
    boolean isRecheckOf(Operation<?> other) {
        return turn != null && (turn.recheckOf == other || (turn == other.turn && other.state == State.RECHECKING));
    }

    /** Whether it asks for the proof that session and modem are in step, instead of writing its own line. */
    boolean isProof() {
        return proof;
    }

    /** The session is in step. */
    void proven() {
        complete(new AtReply(FinalResult.OK, List.of(), null, 0, false, Duration.ZERO));
    }

    boolean wasWritten() {
        return attempts > 0;
    }

    long attemptStart() {
        return attemptStart;
    }

    Discipline discipline(Discipline byDefault) {
        Discipline own = command.discipline();
        return own == null ? byDefault : own;
    }

    ContextView context() {
        return actual.currentContext();
    }

    String shown() {
        return prepared.text.masked();
    }

    @Override
    public void request(long n) {
        if (Operators.validate(n)) {
            core.onLoop(this::submit);
        }
    }

    @Override
    public void cancel() {
        core.onLoop(this::drop);
    }

    private void submit() {
        if (state != State.NEW) {
            return;
        }
        state = State.QUEUED;
        core.live.add(this);
        AtDeadline deadline = AtDeadline.in(actual.currentContext());
        if (deadline != null) {
            Duration left = deadline.left(core.deadlines.now());
            limit = core.deadlines.create(() -> cutOff(deadline.limit()));
            if (left.isZero()) {
                cutOff(deadline.limit());
                return;
            }
            limit.at(core.deadlines.now() + Durations.nanos(left));
        }
        core.submit(this);
        Duration wait = core.options.queueWait();
        if (wait != null && state == State.QUEUED) {
            wakeUp = core.deadlines.create(() -> waitedTooLong(wait));
            wakeUp.at(core.deadlines.now() + Durations.nanos(wait));
        }
    }

    private void waitedTooLong(Duration wait) {
        if (state == State.QUEUED && !wasWritten()) {
            end(new AtTimeoutException(shown(), Phase.QUEUE, wait, Outcome.NOT_SENT));
        }
    }

    private void cutOff(Duration allowed) {
        AtTimeoutException late = new AtTimeoutException(shown(), Phase.DEADLINE, allowed, outcomeNow());
        AtException last = failure;
        if (last != null) {
            late.addSuppressed(last);
        }
        end(late);
    }

    /** What became of the request, as far as is known now. */
    private Outcome outcomeNow() {
        if (!wasWritten()) {
            return Outcome.NOT_SENT;
        }
        AtException last = failure;
        boolean pending = state == State.SEATED || state == State.HOLDING;
        return pending || unknown > 0 || last == null ? Outcome.UNKNOWN : last.outcome();
    }

    /** The caller is gone. */
    private void drop() {
        if (state != State.DONE) {
            core.tap.cancelled(this);
            finish(Ending.CANCELLED);
            core.live.remove(this);
            core.drain();
        }
    }

    /** The module was restarted, and has forgotten it. */
    void restarted() {
        end(AtTimeoutException.restarted(shown(), Restart.GRACE, outcomeNow()));
    }

    @Override
    void sever(String why, @Nullable Throwable cause) {
        end(new AtConnectionException(why, shown(), outcomeNow(), cause).withLines(core.end.cutOff(this)));
    }

    @Override
    void tell(String why, @Nullable Throwable cause) {
        Signals.error(
                actual,
                new AtConnectionException(why, shown(), wasWritten() ? Outcome.UNKNOWN : Outcome.NOT_SENT, cause)
                        .withAttempts(writes));
    }

    /** The turn it belongs to did not wait for it. */
    void turnEnded() {
        if (wasWritten()) {
            giveUp();
        } else {
            sever("its exclusive turn is over", null);
        }
    }

    private void finish(Ending ending) {
        State before = state;
        state = State.DONE;
        if (wakeUp != null) {
            wakeUp.clear();
        }
        if (limit != null) {
            limit.clear();
        }
        if (recheck != null) {
            recheck.dispose();
        }
        core.ended(this, before);
        if (!proof) {
            report(ending);
        }
    }

    private void report(Ending ending) {
        Duration toEnd = wasWritten() ? Duration.ofNanos(core.deadlines.now() - firstWrite) : null;
        core.observer.commandEnded(new SessionObserver.Command(prepared.text.name(), ending, writes, toFinal, toEnd));
    }

    void end(AtException cause) {
        if (state == State.DONE) {
            return;
        }
        AtException error = honest(cause).withAttempts(writes);
        core.tap.failed(error, this);
        finish(Endings.of(error));
        if (core.live.remove(this)) {
            Signals.error(actual, error);
        }
        core.drain();
    }

    /** A refused re-send says nothing of an attempt before it that got no answer. */
    private AtException honest(AtException error) {
        AtException earlier = firstUnknown;
        return unknown > 0 && earlier != null && error instanceof AtRejectedException no
                ? no.afterUnknown(earlier)
                : error;
    }

    private void complete(AtReply reply) {
        if (state == State.DONE) {
            return;
        }
        AtException[] failed = new AtException[1];
        R result = Foreign.call(() -> command.decoder().apply(reply), thrown -> {
            failed[0] = Endings.notUnderstood(thrown, core, shown());
            return null;
        });
        if (result != null) {
            succeed(result);
        } else {
            AtException why = failed[0];
            end((why == null ? Endings.withoutResult(core, shown()) : why).withLines(reply.lines()));
        }
    }

    private void succeed(R result) {
        finish(Ending.OK);
        if (core.live.remove(this)) {
            Signals.value(actual, result);
        }
        core.drain();
    }

    /** The bytes are being handed to the channel. */
    void written(long now) {
        if (attempts++ == 0) {
            firstWrite = now;
        }
        writes++;
        attemptStart = now;
        state = State.SEATED;
        if (wakeUp != null) {
            wakeUp.clear();
        }
    }

    /** The attempt's final result came. */
    void finalCame(FinalResult result, List<AtLine> lines, @Nullable AtLine urc, Settlement.@Nullable Verdict verdict) {
        AtReply reply = reply(result, lines, urc);
        toFinal = result.isOk() ? reply.elapsed() : null;
        if (!result.isOk()) {
            failed(new AtRejectedException(shown(), reply, null, null));
        } else if (command.settlement() == null || verdict == Settlement.Verdict.SUCCESS) {
            complete(reply);
        } else if (verdict == Settlement.Verdict.FAILURE) {
            failed(new AtRejectedException(shown(), reply, urc, null));
        } else if (state != State.DONE) {
            accepted = reply;
            state = State.HOLDING;
        }
    }

    private AtReply reply(FinalResult result, List<AtLine> lines, @Nullable AtLine urc) {
        Duration elapsed = Duration.ofNanos(core.deadlines.now() - firstWrite);
        return new AtReply(result, lines, urc, attempts, firstUnknown != null && attempts > 1, elapsed);
    }

    /** The result code that ends it came, for this attempt or for an earlier one. */
    void settled(AtLine urc, Settlement.Verdict verdict) {
        AtReply ok = accepted;
        AtReply reply = reply(FinalResult.OK, ok == null ? List.of() : ok.lines(), urc);
        if (verdict == Settlement.Verdict.SUCCESS) {
            complete(reply);
        } else {
            failed(new AtRejectedException(shown(), reply, urc, null));
        }
    }

    /** A result code that belongs to it came, and does not end it. */
    void progressed(AtLine line) {
        AtReply ok = accepted;
        if (ok != null) {
            List<AtLine> lines = new ArrayList<>(ok.lines());
            lines.add(line);
            accepted = reply(FinalResult.OK, lines, null);
        }
    }

    /** Whether the line is the very result code by which the attempt before failed. */
    boolean isDoubled(AtLine line) {
        return failure instanceof AtRejectedException no && line.equals(no.urc());
    }

    /** A final result without a command came while this one waited for its result code, and ends it. */
    void heldError(FinalResult result) {
        failed(new AtRejectedException(shown(), reply(result, List.of(), null), null, null));
    }

    void timedOut(Phase phase, Duration waited, List<AtLine> lines) {
        failed(new AtTimeoutException(shown(), phase, waited, Outcome.UNKNOWN).withLines(lines));
    }

    void broken(AtException error) {
        failed(error);
    }

    /** An attempt ended without success. Within the pause, only what is known about it changes. */
    private void failed(AtException error) {
        if (state == State.DONE) {
            return;
        }
        failure = error;
        accepted = null;
        boolean isLate = state == State.PAUSED || state == State.RECHECKING || state == State.QUEUED;
        if (error.outcome() == Outcome.UNKNOWN) {
            unknown++;
            firstUnknown = firstUnknown == null ? error : firstUnknown;
        } else if (isLate && unknown > 0) {
            // The answer of an attempt that got none in time: what became of that one is known now.
            unknown--;
        }
        if (isLate) {
            return;
        }
        if (resending.after(
                error, attempts, core.resync.earliestWrite(command.retry().pause()), firstWrite)) {
            state = State.PAUSED;
            if (wakeUp != null) {
                wakeUp.clear();
            }
            wakeUp = core.deadlines.create(this::pauseOver);
            wakeUp.at(core.deadlines.now() + Durations.nanos(command.retry().pause()));
            core.drain();
        } else {
            end(error);
        }
    }

    private void pauseOver() {
        if (state != State.PAUSED) {
            return;
        }
        asking = false;
        Duration window = command.retry().window();
        if (window != null && wakeUp != null) {
            wakeUp = core.deadlines.create(this::windowOver);
            wakeUp.at(firstWrite + Durations.nanos(window));
        }
        String verbose = core.verboseErrorsMissing(failure);
        if (verbose != null && !verboseTried) {
            verboseTried = true;
            state = State.RECHECKING;
            recheck = core.turns.<R>recheck(
                    this,
                    session -> {
                        asking = true;
                        return session.send(AtCommand.of(verbose)).then(Mono.empty());
                    },
                    nothing -> checkOrWrite());
        } else {
            checkOrWrite();
        }
    }

    /** No write may follow: whoever waits is told now, however long the line is another's. */
    private void windowOver() {
        if (state == State.QUEUED || (state == State.RECHECKING && !asking)) {
            giveUp();
        }
    }

    private void checkOrWrite() {
        if (state == State.DONE) {
            return;
        }
        Recheck<R> check = command.recheck();
        AtException why = failure;
        if (check == null || why == null) {
            writeAgain();
            return;
        }
        state = State.RECHECKING;
        recheck = core.turns.recheck(
                this,
                session -> {
                    asking = true;
                    return check.check(session, why);
                },
                verdict -> rechecked(verdict, why));
    }

    private void rechecked(Recheck.@Nullable Verdict<R> verdict, AtException askedFor) {
        if (state != State.RECHECKING) {
            return;
        }
        recheck = null;
        AtException last = failure;
        boolean mayWait = verdict != null && verdict.action() == Recheck.Action.AWAIT;
        // A result code that came while the modem was asked about it does not come again.
        boolean inVain = mayWait && last != askedFor && last instanceof AtRejectedException no && no.urc() != null;
        if (verdict == null || verdict.action() == Recheck.Action.RESEND || last == null || inVain) {
            writeAgain();
        } else if (verdict.action() == Recheck.Action.SETTLED && verdict.result() != null) {
            succeed(verdict.result());
        } else if (verdict.action() == Recheck.Action.AWAIT && command.settlement() != null) {
            attempts++;
            attemptStart = core.deadlines.now();
            state = State.HOLDING;
            core.hold(this);
        } else {
            end(last);
        }
    }

    /** Whether the window closed while a re-send waited for the line. */
    boolean isTooLate() {
        return wasWritten() && !resending.isOpen(core.deadlines.now(), firstWrite);
    }

    /** Ends with the last attempt's failure. */
    void giveUp() {
        AtException last = failure;
        if (last != null) {
            end(last);
        }
    }

    private void writeAgain() {
        if (isTooLate()) {
            giveUp();
            return;
        }
        state = State.QUEUED;
        core.resubmit(this);
    }
}
