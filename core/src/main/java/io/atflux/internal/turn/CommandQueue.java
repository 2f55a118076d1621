package io.atflux.internal.turn;

import io.atflux.internal.engine.Operation;

import io.atflux.command.Lane;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What waits for the line: commands and turns, in two lanes. Confined to the event loop. A command whose resource is
 * locked lets those behind it pass.
 */
final class CommandQueue {

    private final ArrayDeque<Object> control = new ArrayDeque<>(2);
    private final ArrayDeque<Object> normal = new ArrayDeque<>();
    private final LiveSet live;
    private @Nullable Turn active;

    CommandQueue(LiveSet live) {
        this.live = live;
    }

    /** The turn that has the line; null for none. */
    @Nullable
    Turn active() {
        return active;
    }

    int size() {
        return control.size() + normal.size() + (active == null ? 0 : active.queue.size());
    }

    void add(Operation<?> op) {
        Turn turn = op.turn;
        if (turn != null) {
            turn.queue.add(op);
        } else {
            lane(op).add(op);
        }
    }

    /** For a re-send: it is older than all that waits. */
    void addFirst(Operation<?> op) {
        Turn turn = op.turn;
        if (turn != null) {
            turn.queue.addFirst(op);
        } else {
            lane(op).addFirst(op);
        }
    }

    private ArrayDeque<Object> lane(Operation<?> op) {
        return op.command.lane() == Lane.CONTROL ? control : normal;
    }

    void add(Turn turn) {
        live.add(turn);
        normal.add(turn);
    }

    void addFirst(Turn turn) {
        live.add(turn);
        control.addFirst(turn);
    }

    void remove(Operation<?> op) {
        Turn turn = op.turn;
        if (turn != null) {
            turn.queue.remove(op);
        } else {
            lane(op).remove(op);
        }
    }

    /** Takes a turn out, whether it runs or waits. */
    void remove(Turn turn) {
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
    Operation<?> next(Predicate<Operation<?>> mayGo, Predicate<Turn> mayBegin) {
        while (true) {
            Turn turn = active;
            if (turn != null) {
                return (Operation<?>) first(turn.queue, mayGo, mayBegin);
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
            return (Operation<?>) found;
        }
    }

    private static @Nullable Object first(ArrayDeque<?> lane, Predicate<Operation<?>> mayGo, Predicate<Turn> mayBegin) {
        for (Iterator<?> it = lane.iterator(); it.hasNext(); ) {
            Object waiting = it.next();
            boolean go = waiting instanceof Turn turn ? mayBegin.test(turn) : mayGo.test((Operation<?>) waiting);
            if (go) {
                it.remove();
                return waiting;
            }
        }
        return null;
    }

    /** Forgets everything that waits. */
    void clear() {
        if (active != null) {
            active.queue.clear();
        }
        control.clear();
        normal.clear();
    }
}
