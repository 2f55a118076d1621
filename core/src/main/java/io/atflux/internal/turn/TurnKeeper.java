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
 * Begins and ends turns, and ends a turn that holds the line without using it. Confined to the event loop.
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

    /** Runs the body's commands with no other command between them. Cold: each subscription, on any thread, requests its own turn. */
    public <R> Mono<R> exclusive(Function<? super AtSession, ? extends Mono<R>> body) {
        return new TurnMono<>(host, this, body);
    }

    /** Runs the recheck's commands with no other command between them, before the operation's re-send. */
    public <R> Disposable recheck(
            QueuedCommand op, Function<AtSession, Mono<Decision<R>>> check, Consumer<@Nullable Decision<R>> then) {
        Disposable checking = Turns.recheck(host, this, op, check, then);
        watch();
        return checking;
    }

    /** Checks whether the active turn has work, and starts or stops its idle deadline. */
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

    /** The module announced a restart. @return the turn that had written a command, which writes no more; null for none */
    public @Nullable Turn restartAnnounced() {
        Turn turn = queue.active();
        if (turn == null || !turn.hasBegunToWrite() || !turn.mayWrite()) {
            return null;
        }
        turn.writesNoMore();
        return turn;
    }

    /**
     * The module restarted: it has forgotten the turn's earlier commands. A turn that began since then continues.
     *
     * @param turn the turn that had written a command; null for none
     * @param grace the time for which an answer under way was awaited
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
        // The rest of it waits for an answer that the turn itself should cause.
        List.copyOf(turn.live).forEach(QueuedCommand::turnEnded);
        turn.refuse(new AtTimeoutException(
                null,
                Phase.TURN,
                allowed,
                turn.hasWritten() ? Outcome.UNKNOWN : Outcome.NOT_SENT,
                "an exclusive turn had nothing to send for " + allowed.toSeconds()
                        + " s: does it wait for something outside the turn?"));
        host.drain();
    }
}
