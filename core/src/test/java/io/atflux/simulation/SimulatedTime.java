package io.atflux.simulation;

import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.scheduler.Scheduler;

/** A clock and its tasks. The seed decides the order of tasks for the same instant. */
final class SimulatedTime implements Scheduler {

    private static final class Task implements Comparable<Task>, Disposable {
        private final long at;
        private final long tie;
        private final Runnable action;
        private boolean disposed;

        Task(long at, long tie, Runnable action) {
            this.at = at;
            this.tie = tie;
            this.action = action;
        }

        @Override
        public int compareTo(Task other) {
            int byTime = Long.compare(at, other.at);
            return byTime != 0 ? byTime : Long.compare(tie, other.tie);
        }

        @Override
        public void dispose() {
            disposed = true;
        }

        @Override
        public boolean isDisposed() {
            return disposed;
        }
    }

    private final PriorityQueue<Task> tasks = new PriorityQueue<>();
    private final Dice ties;
    private long now;

    SimulatedTime(long seed) {
        ties = new Dice(~seed);
    }

    long now() {
        return now;
    }

    Disposable at(long nanos, Runnable action) {
        Task task = new Task(Math.max(nanos, now), ties.next(), action);
        tasks.add(task);
        return task;
    }

    /** An endless time stays endless. */
    Disposable after(long nanos, Runnable action) {
        return at(nanos > Long.MAX_VALUE - now ? Long.MAX_VALUE : now + nanos, action);
    }

    /** Runs the next task; false if there is none. */
    boolean step() {
        for (Task task = tasks.poll(); task != null; task = tasks.poll()) {
            if (!task.disposed && task.at >= Order.FOREVER) {
                tasks.add(task);
                return false;
            }
            if (!task.disposed) {
                now = task.at;
                task.action.run();
                return true;
            }
        }
        return false;
    }

    /** When the next task is due; null if there is none. */
    @Nullable
    Long next() {
        Task first = tasks.peek();
        while (first != null && first.disposed) {
            tasks.poll();
            first = tasks.peek();
        }
        return first == null ? null : first.at;
    }

    @Override
    public Disposable schedule(Runnable task) {
        return after(0, task);
    }

    @Override
    public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
        return after(unit.toNanos(delay), task);
    }

    @Override
    public long now(TimeUnit unit) {
        return unit.convert(now, TimeUnit.NANOSECONDS);
    }

    @Override
    public Worker createWorker() {
        Disposable.Composite mine = Disposables.composite();
        return new Worker() {
            @Override
            public Disposable schedule(Runnable task) {
                return schedule(task, 0, TimeUnit.NANOSECONDS);
            }

            @Override
            public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
                Disposable scheduled = SimulatedTime.this.schedule(task, delay, unit);
                mine.add(scheduled);
                return scheduled;
            }

            @Override
            public void dispose() {
                mine.dispose();
            }

            @Override
            public boolean isDisposed() {
                return mine.isDisposed();
            }
        };
    }

    @Override
    public void dispose() {
        // Nothing to release.
    }
}
