package io.atflux.internal.turn;

import io.atflux.command.Lane;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The commands and turns that wait for the line, in two lanes. Confined to the event loop. A command with a locked resource lets
 * later ones pass.
 */
public final class CommandQueue {

    /** An empty lane that is never added to. */
    private static final ArrayDeque<Object> NONE = new ArrayDeque<>(0);

    /** Each lane is created when the first entry waits in it: an idle session has none. */
    private ArrayDeque<Object> control = NONE;

    private ArrayDeque<Object> normal = NONE;
    /** Decides which entry may have the line. */
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

    /** For a re-send: it is older than all waiting commands. */
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

    /** Removes a turn, whether it runs or waits. */
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
     * Takes the next command that may be written from the queue. Begins a turn that has reached the front, and continues with its
     * commands.
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
        // The first after commands that must wait for their resources.
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

    /** Whether such a command waits, not counting turns that have not begun. */
    public boolean hasWaiting(Predicate<QueuedCommand> such) {
        Turn turn = active;
        return turn == null
                ? Stream.concat(control.stream(), normal.stream())
                        .anyMatch(waiting -> waiting instanceof QueuedCommand op && such.test(op))
                : turn.queue.stream().anyMatch(such);
    }

    /** Removes all waiting commands and turns. */
    public void clear() {
        if (active != null) {
            active.queue.clear();
        }
        control.clear();
        normal.clear();
    }
}
