package io.atflux.internal.turn;

import io.atflux.AtSession;
import io.atflux.command.Recheck.Decision;
import io.atflux.error.AtTimeoutException;
import io.atflux.error.AtTimeoutException.Phase;
import io.atflux.error.Outcome;
import io.atflux.internal.session.Services;
import io.atflux.internal.time.Durations;
import io.atflux.internal.time.Timed;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/**
 * Lets turns begin and end, and ends the one that keeps the line without using it. Confined to the event loop.
 */
public final class TurnKeeper extends Timed {

    private final Services given;
    private final TurnHost host;
    private final CommandQueue queue;
    private final @Nullable Duration limit;
    private @Nullable Turn watched;

    public TurnKeeper(Services given, TurnHost host, CommandQueue queue) {
        this.given = given;
        this.host = host;
        this.queue = queue;
        this.limit = given.options.turnIdle();
    }

    void begin(Turn turn, boolean first) {
        if (!host.isOpen()) {
            turn.refuse(host.ended());
            return;
        }
        if (first) {
            queue.addFirst(turn);
        } else if (queue.size() >= given.options.maxQueue()) {
            turn.refuse(host.full(null));
        } else {
            queue.add(turn);
        }
        host.drain();
    }

    void end(Turn turn) {
        queue.remove(turn);
        for (QueuedCommand left = turn.queue.poll(); left != null; left = turn.queue.poll()) {
            left.turnEnded();
        }
        host.drain();
    }

    /** Lets the body talk to the modem with nothing in between. Cold: the turn is asked for at each subscription, from any thread. */
    public <R> Mono<R> exclusive(Function<? super AtSession, ? extends Mono<R>> body) {
        return new TurnMono<>(host, this, body);
    }

    /** Lets the recheck talk to the modem with nothing in between, before the operation's own re-send. */
    public <R> Disposable recheck(
            QueuedCommand op, Function<AtSession, Mono<Decision<R>>> check, Consumer<@Nullable Decision<R>> then) {
        Disposable checking = Turns.recheck(host, this, op, check, then);
        watch();
        return checking;
    }

    /** Looks whether the turn that has the line has something to do. */
    public void watch() {
        Turn turn = queue.active();
        Duration allowed = limit;
        if (turn == null || allowed == null || turn.isBusy()) {
            clearDeadline();
        } else if (turn != watched || !isDeadlineSet()) {
            setDeadline(given.deadlines, given.now() + Durations.nanos(allowed));
        }
        watched = turn;
    }

    /** The module says that it was restarted. @return the turn that had written something, which writes no more; null for none */
    public @Nullable Turn restartAnnounced() {
        Turn turn = queue.active();
        if (turn == null || !turn.hasBegunToWrite() || !turn.mayWrite()) {
            return null;
        }
        turn.writesNoMore();
        return turn;
    }

    /**
     * The module was restarted: what the turn did before is forgotten. One that began since then goes on.
     *
     * @param turn the one that had written something; null for none
     * @param grace for how long an answer that was under way was waited for
     */
    public void restarted(@Nullable Turn turn, Duration grace) {
        if (turn == null || turn != queue.active()) {
            return;
        }
        queue.remove(turn);
        List.copyOf(turn.live).forEach(QueuedCommand::restarted);
        turn.refuse(new AtTimeoutException(null, Phase.RESTART, grace, Outcome.UNKNOWN));
    }

    @Override
    protected void timeUp() {
        Turn turn = queue.active();
        Duration allowed = limit;
        if (turn == null || allowed == null) {
            return;
        }
        queue.remove(turn);
        // What is left of it waits for an answer of its own making.
        List.copyOf(turn.live).forEach(QueuedCommand::turnEnded);
        turn.refuse(new AtTimeoutException(
                null,
                Phase.TURN,
                allowed,
                turn.hasWritten() ? Outcome.UNKNOWN : Outcome.NOT_SENT,
                "an exclusive turn had nothing to send for " + allowed.toSeconds()
                        + " s: does it wait for what is not part of it?"));
        host.drain();
    }
}
