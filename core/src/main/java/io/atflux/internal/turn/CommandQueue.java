package io.atflux.internal.turn;

import io.atflux.command.Lane;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What waits for the line: commands and turns, in two lanes. Confined to the event loop. A command whose resource is
 * locked lets those behind it pass.
 */
public final class CommandQueue {

    private final ArrayDeque<Object> control = new ArrayDeque<>(2);
    private final ArrayDeque<Object> normal = new ArrayDeque<>(2);
    private final LiveSet live;
    private @Nullable Turn active;

    public CommandQueue(LiveSet live) {
        this.live = live;
    }

    /** The turn that has the line; null for none. */
    @Nullable
    Turn active() {
        return active;
    }

    public int size() {
        return control.size() + normal.size() + (active == null ? 0 : active.queue.size());
    }

    public void add(QueuedCommand op) {
        Turn turn = op.turn;
        if (turn != null) {
            turn.queue.add(op);
        } else {
            lane(op).add(op);
        }
    }

    /** For a re-send: it is older than all that waits. */
    public void addFirst(QueuedCommand op) {
        Turn turn = op.turn;
        if (turn != null) {
            turn.queue.addFirst(op);
        } else {
            lane(op).addFirst(op);
        }
    }

    private ArrayDeque<Object> lane(QueuedCommand op) {
        return op.lane() == Lane.CONTROL ? control : normal;
    }

    public void add(Turn turn) {
        live.add(turn);
        normal.add(turn);
    }

    public void addFirst(Turn turn) {
        live.add(turn);
        control.addFirst(turn);
    }

    public void remove(QueuedCommand op) {
        Turn turn = op.turn;
        if (turn != null) {
            turn.queue.remove(op);
        } else {
            lane(op).remove(op);
        }
    }

    /** Takes a turn out, whether it runs or waits. */
    public void remove(Turn turn) {
        turn.end();
        live.remove(turn);
        if (active == turn) {
            active = null;
        } else {
            control.remove(turn);
            normal.remove(turn);
        }
    }

    /**
     * The next command that may go out, taken from the queue. Begins a turn that has come to the front, and goes on with
     * its commands.
     */
    @Nullable
    public QueuedCommand next(Predicate<QueuedCommand> mayGo, Predicate<Turn> mayBegin) {
        while (true) {
            Turn turn = active;
            if (turn != null) {
                return (QueuedCommand) first(turn.queue, mayGo, mayBegin);
            }
            Object found = first(control, mayGo, mayBegin);
            if (found == null) {
                found = first(normal, mayGo, mayBegin);
            }
            if (found instanceof Turn begun) {
                active = begun;
                begun.begin(live);
                continue;
            }
            return (QueuedCommand) found;
        }
    }

    private static @Nullable Object first(
            ArrayDeque<?> lane, Predicate<QueuedCommand> mayGo, Predicate<Turn> mayBegin) {
        Object oldest = lane.peek();
        if (oldest == null) {
            return null;
        }
        if (mayGo(oldest, mayGo, mayBegin)) {
            return lane.poll();
        }
        // One after a command that has to wait for its resource.
        Iterator<?> others = lane.iterator();
        others.next();
        while (others.hasNext()) {
            Object waiting = others.next();
            if (mayGo(waiting, mayGo, mayBegin)) {
                others.remove();
                return waiting;
            }
        }
        return null;
    }

    private static boolean mayGo(Object waiting, Predicate<QueuedCommand> mayGo, Predicate<Turn> mayBegin) {
        return waiting instanceof Turn turn ? mayBegin.test(turn) : mayGo.test((QueuedCommand) waiting);
    }

    /** Whether such a command waits, outside of turns that have not begun. */
    public boolean hasWaiting(Predicate<QueuedCommand> such) {
        Turn turn = active;
        return turn == null
                ? Stream.concat(control.stream(), normal.stream())
                        .anyMatch(waiting -> waiting instanceof QueuedCommand op && such.test(op))
                : turn.queue.stream().anyMatch(such);
    }

    /** Forgets everything that waits. */
    public void clear() {
        if (active != null) {
            active.queue.clear();
        }
        control.clear();
        normal.clear();
    }
}
