package io.atflux.internal.time;

import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;

/**
 * Serves all deadlines of a session with one timer task. If a deadline moves later, the task stays as it is; it checks
 * when it runs, and is scheduled again if deadlines remain. Confined to the event loop.
 */
public final class Deadlines {

    private final EventExecutor loop;
    private final Scheduler timer;
    private final DeadlineHeap active = new DeadlineHeap();
    private @Nullable Disposable task;
    private long taskAt;
    private long fired;
    /** After close no deadline fires, and no timer keeps ended objects reachable. */
    private boolean closed;

    private long lastNow = Long.MIN_VALUE;
    private Consumer<Throwable> guard = thrown -> {};

    public Deadlines(EventExecutor loop, Scheduler timer) {
        this.loop = loop;
        this.timer = timer;
    }

    /** @param broken receives exceptions of actions, which must not throw */
    public void guardedBy(Consumer<Throwable> broken) {
        guard = broken;
    }

    public long now() {
        return timer.now(TimeUnit.NANOSECONDS);
    }

    public Scheduler timer() {
        return timer;
    }

    public Deadline create(Runnable action) {
        return new Deadline(action);
    }

    /** After the end of the loop no other thread calls. */
    private boolean isConfined() {
        return loop.inEventLoop() || loop.isShuttingDown();
    }

    public void close() {
        assert isConfined() : "off the loop";
        closed = true;
        active.clear();
        disarm();
    }

    private void disarm() {
        if (task != null) {
            task.dispose();
            task = null;
        }
    }

    private void arm(long at) {
        if (closed) {
            return;
        }
        long now = now();
        // A test may replace the clock by virtual time: a task armed on the former clock never runs.
        boolean clockChanged = now < lastNow;
        lastNow = now;
        if (task != null && taskAt - at <= 0 && !clockChanged) {
            return;
        }
        disarm();
        taskAt = at;
        long before = fired;
        Disposable scheduled;
        try {
            scheduled = timer.schedule(this::wake, Math.max(0, at - now), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException ending) {
            if (loop.isShuttingDown()) {
                // The end of the loop ends the channel, and so the session: no deadline is needed.
                return;
            }
            throw ending;
        }
        if (fired == before) {
            // Virtual time runs a due task at once, within the call: that task is done.
            task = scheduled;
        }
    }

    private void wake() {
        if (loop.inEventLoop()) {
            fire();
        } else {
            try {
                loop.execute(this::fire);
            } catch (RejectedExecutionException ended) {
                // The end of the loop ends everything that waited.
                task = null;
            }
        }
    }

    private void fire() {
        task = null;
        fired++;
        long now = now();
        lastNow = now;
        for (Deadline due = nextDue(now); due != null; due = nextDue(now)) {
            due.clear();
            try {
                due.action.run();
            } catch (Throwable unexpected) {
                guard.accept(unexpected);
            }
        }
        Deadline next = active.first();
        if (next != null) {
            // An action may have armed the timer for a later time than the next deadline's.
            arm(next.at);
        }
    }

    private @Nullable Deadline nextDue(long now) {
        Deadline first = active.first();
        return first == null || first.at - now > 0 ? null : first;
    }

    /** One point in time that its owner waits for; re-used. */
    public final class Deadline {

        private final Runnable action;
        /** Fields of the heap: the time, the rank among equal times, and the place; no place if it is not set. */
        long at;

        long number;
        int place = DeadlineHeap.NOWHERE;

        private Deadline(Runnable action) {
            this.action = action;
        }

        public void at(long nanos) {
            assert isConfined() : "off the loop";
            active.set(this, nanos);
            arm(nanos);
        }

        public void clear() {
            assert isConfined() : "off the loop";
            active.remove(this);
        }

        public boolean isSet() {
            return place != DeadlineHeap.NOWHERE;
        }
    }
}
