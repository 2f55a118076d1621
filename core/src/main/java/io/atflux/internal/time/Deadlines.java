package io.atflux.internal.time;

import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;

/**
 * All of a session's deadlines behind one timer task. A deadline that moves later leaves the task alone; the task looks
 * when it runs, and runs again when there is more to wait for. Confined to the event loop.
 */
public final class Deadlines {

    private final EventExecutor loop;
    private final Scheduler timer;
    private final DeadlineHeap active = new DeadlineHeap();
    private @Nullable Disposable task;
    private long taskAt;
    private long fired;
    /** Nothing is waited for any more, and no timer keeps what is over alive. */
    private boolean closed;

    private long lastNow = Long.MIN_VALUE;
    private Consumer<Throwable> guard = thrown -> {};

    public Deadlines(EventExecutor loop, Scheduler timer) {
        this.loop = loop;
        this.timer = timer;
    }

    /** @param broken gets what an action threw that must not throw */
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

    /** Nobody else comes once the loop has ended. */
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
        // A test may put virtual time in the place of another clock: what was armed on that one never runs.
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
                // The loop's end is the channel's, and so the session's: nothing is waited for.
                return;
            }
            throw ending;
        }
        if (fired == before) {
            // Virtual time runs what is due at once, within the call: that one is over, and waits for nothing.
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
                // With the loop ended everything that waited.
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
            // An action may have armed for something later than what was waiting already.
            arm(next.at);
        }
    }

    private @Nullable Deadline nextDue(long now) {
        Deadline first = active.first();
        return first == null || first.at - now > 0 ? null : first;
    }

    /** One point in time that something waits for; re-used by its owner. */
    public final class Deadline {

        private final Runnable action;
        /** The heap's own: when, behind how many of the same time, and at which place; no place where it is not set. */
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
