package io.atflux.internal.engine;

import io.atflux.command.AtReply;
import io.atflux.command.CommandSpec;
import io.atflux.command.FinalResult;
import io.atflux.error.AtConnectionException.Reason;
import io.atflux.error.AtException;
import io.atflux.error.AtTimeoutException;
import io.atflux.error.AtTimeoutException.Phase;
import io.atflux.error.Outcome;
import io.atflux.internal.failure.Failures;
import io.atflux.internal.failure.Loss;
import io.atflux.internal.foreign.Foreign;
import io.atflux.internal.ledger.Prepared;
import io.atflux.internal.ledger.Sender;
import io.atflux.internal.publish.Signals;
import io.atflux.internal.turn.QueuedCommand;
import io.atflux.internal.turn.Turn;
import io.atflux.line.AtLine;
import io.atflux.observe.SessionObserver.Ending;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;
import reactor.util.context.ContextView;

/**
 * One subscription to a command: the caller's ticket. Confined to the event loop, except request and cancel.
 *
 * <pre>
 * NEW → QUEUED → SEATED → [HOLDING] → DONE
 *         ↑         ↓          ↓
 *         └──── [RECHECKING] ← PAUSED
 * </pre>
 *
 * <p>Ending the ticket (cancel, deadline) never ends the seat: the owed reply is still awaited.
 */
final class Operation<R> extends QueuedCommand implements Subscription, Runnable {

    enum State {
        NEW,
        QUEUED,
        SEATED,
        HOLDING,
        PAUSED,
        RECHECKING,
        DONE
    }

    private static final Loss TURN_OVER = new Loss(Reason.TURN_OVER, "its exclusive turn is over");

    final CommandSpec<R> command;
    final Prepared prepared;
    private final CoreSubscriber<? super R> actual;
    final SessionCore core;
    private final boolean proof;
    final Attempts<R> attempts;
    private @Nullable CallerLimits limits;
    private State state = State.NEW;

    Operation(
            SessionCore core,
            CommandSpec<R> command,
            Prepared prepared,
            @Nullable Turn turn,
            boolean proof,
            CoreSubscriber<? super R> actual) {
        super(turn);
        this.core = core;
        this.command = command;
        this.prepared = prepared;
        this.proof = proof;
        this.actual = actual;
        this.attempts = new Attempts<>(this);
    }

    /** The ledger and the queue do not know the type, and hold no other senders. */
    static @Nullable Operation<?> of(@Nullable Sender sender) {
        return (Operation<?>) sender;
    }

    State state() {
        return state;
    }

    void enter(State next) {
        state = next;
    }

    @Override
    public CommandSpec<?> command() {
        return command;
    }

    @Override
    public Prepared prepared() {
        return prepared;
    }

    @Override
    public boolean isDone() {
        return state == State.DONE;
    }

    @Override
    public boolean isAwaited() {
        return state == State.SEATED || state == State.HOLDING;
    }

    @Override
    public boolean isRechecking() {
        return state == State.RECHECKING;
    }

    /** Whether it requests the proof that session and modem are in step, instead of writing its own line. */
    boolean isProof() {
        return proof;
    }

    /** The session is in step. */
    void proven() {
        complete(AtReply.builder(FinalResult.OK).attempts(0).build());
    }

    @Override
    public boolean wasWritten() {
        return !attempts.isNone();
    }

    @Override
    public long attemptStart() {
        return attempts.start();
    }

    @Override
    public ContextView context() {
        return actual.currentContext();
    }

    @Override
    public String shown() {
        return prepared.text.masked();
    }

    @Override
    public void request(long n) {
        if (Operators.validate(n)) {
            core.onLoop(this);
        }
    }

    @Override
    public void cancel() {
        core.onLoop(this::drop);
    }

    /** The first step on the loop: the subscriber requested it. */
    @Override
    public void run() {
        if (state != State.NEW) {
            return;
        }
        state = State.QUEUED;
        core.live.add(this);
        CallerLimits own = CallerLimits.of(this, core.given);
        limits = own;
        if (own != null) {
            own.begin();
        }
        if (state == State.QUEUED) {
            core.dispatcher.submit(this);
        }
        if (own != null && state == State.QUEUED) {
            own.queued();
        }
    }

    Outcome outcomeNow() {
        return attempts.outcome(isAwaited());
    }

    /** The caller cancelled. */
    private void drop() {
        if (state != State.DONE) {
            core.given.tap.cancelled(this);
            finish(Ending.CANCELLED);
            core.live.remove(this);
            core.drain();
        }
    }

    @Override
    public void restarted() {
        end(new AtTimeoutException(shown(), Phase.RESTART, Restart.GRACE, outcomeNow()));
    }

    @Override
    public void sever(Loss loss) {
        end(Failures.with(loss.error(shown(), outcomeNow()), core.end.cutOff(this)));
    }

    @Override
    public void tell(Loss loss) {
        Signals.error(
                actual,
                Failures.written(
                        loss.error(shown(), wasWritten() ? Outcome.UNKNOWN : Outcome.NOT_SENT), attempts.writes()));
    }

    @Override
    public void turnEnded() {
        if (wasWritten()) {
            giveUp();
        } else {
            sever(TURN_OVER);
        }
    }

    private void finish(Ending ending) {
        State before = state;
        state = State.DONE;
        if (limits != null) {
            limits.clear();
        }
        attempts.end();
        core.dispatcher.ended(this, before);
        if (!proof) {
            Endings.report(this, ending);
        }
    }

    void end(AtException cause) {
        if (state == State.DONE) {
            return;
        }
        AtException error = Failures.written(attempts.honest(cause), attempts.writes());
        core.given.tap.failed(error, this);
        finish(Endings.of(error));
        if (core.live.remove(this)) {
            Signals.error(actual, error);
        }
        core.drain();
    }

    void complete(AtReply reply) {
        if (state == State.DONE) {
            return;
        }
        AtException failed = null;
        R result = null;
        // No lambda here: this method runs for each command.
        try {
            result = command.decoder().apply(reply);
        } catch (Throwable thrown) {
            Foreign.passOnFatal(thrown);
            failed = Endings.notUnderstood(thrown, core.given.tap, shown());
        }
        if (result != null) {
            succeed(result);
        } else {
            attempts.failed(Failures.with(
                    failed == null ? Endings.withoutResult(core.given.tap, shown()) : failed, reply.lines()));
        }
    }

    void succeed(R result) {
        finish(Ending.OK);
        if (core.live.remove(this)) {
            Signals.value(actual, result);
        }
        core.drain();
    }

    /** The bytes are passed to the channel. */
    void written(long now) {
        attempts.written(now);
        state = State.SEATED;
        if (limits != null) {
            limits.written();
        }
    }

    @Override
    public boolean isDoubled(AtLine line) {
        return attempts.isDoubled(line);
    }

    boolean isTooLate() {
        return attempts.isTooLate();
    }

    /** Ends with the last attempt's failure. */
    void giveUp() {
        AtException last = attempts.failure();
        if (last != null) {
            end(last);
        }
    }
}
