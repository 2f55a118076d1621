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

    /** Nobody waits in it, and nobody ever will. */
    private static final ArrayDeque<Object> NONE = new ArrayDeque<>(0);

    /** Each made for the first who waits in it: an idle session has none. */
    private ArrayDeque<Object> control = NONE;

    private ArrayDeque<Object> normal = NONE;
    /** Who may have the line. */
    public interface Rights {

        boolean mayGo(QueuedCommand op);

        boolean mayBegin(Turn turn);
    }

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
        return op.lane() == Lane.CONTROL ? control() : normal();
    }

    private ArrayDeque<Object> control() {
        if (control == NONE) {
            control = new ArrayDeque<>(2);
        }
        return control;
    }

    private ArrayDeque<Object> normal() {
        if (normal == NONE) {
            normal = new ArrayDeque<>(2);
        }
        return normal;
    }

    public void add(Turn turn) {
        live.add(turn);
        normal().add(turn);
    }

    public void addFirst(Turn turn) {
        live.add(turn);
        control().addFirst(turn);
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
    public QueuedCommand next(Rights rights) {
        while (true) {
            Turn turn = active;
            if (turn != null) {
                return (QueuedCommand) first(turn.queue, rights);
            }
            Object found = first(control, rights);
            if (found == null) {
                found = first(normal, rights);
            }
            if (found instanceof Turn begun) {
                active = begun;
                begun.begin(live);
                continue;
            }
            return (QueuedCommand) found;
        }
    }

    private static @Nullable Object first(ArrayDeque<?> lane, Rights rights) {
        Object oldest = lane.peek();
        if (oldest == null) {
            return null;
        }
        if (mayGo(oldest, rights)) {
            return lane.poll();
        }
        // One after a command that has to wait for its resource.
        Iterator<?> others = lane.iterator();
        others.next();
        while (others.hasNext()) {
            Object waiting = others.next();
            if (mayGo(waiting, rights)) {
                others.remove();
                return waiting;
            }
        }
        return null;
    }

    private static boolean mayGo(Object waiting, Rights rights) {
        return waiting instanceof Turn turn ? rights.mayBegin(turn) : rights.mayGo((QueuedCommand) waiting);
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
