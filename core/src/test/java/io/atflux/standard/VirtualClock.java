package io.atflux.standard;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.scheduler.Scheduler;

/** Time that passes only between tasks, each of which is one step. The whole world runs on it, on one thread. */
final class VirtualClock implements Scheduler {

    private static final int MOST_AT_ONCE = 20_000;
    private static final long START = Duration.ofDays(1).toNanos();

    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparingLong((Task t) -> t.at).thenComparingLong(t -> t.number));
    private final Runnable afterEach;
    private final Consumer<Throwable> onThrown;
    private long now = START;
    private long number;
    private long step;

    /**
     * @param afterEach runs after each task, within its step
     * @param onThrown receives a task's exception, like a thread's handler of uncaught exceptions
     */
    VirtualClock(Runnable afterEach, Consumer<Throwable> onThrown) {
        this.afterEach = afterEach;
        this.onThrown = onThrown;
    }

    /** The number of tasks that have run: it orders also events of the same time. */
    long step() {
        return step;
    }

    Duration elapsed() {
        return Duration.ofNanos(now - START);
    }

    Disposable after(Duration delay, Runnable task) {
        return schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Runs all tasks that are due within this time. */
    void run(Duration time) {
        long end = now + time.toNanos();
        int atOnce = 0;
        for (Task next = tasks.peek(); next != null && next.at <= end; next = tasks.peek()) {
            tasks.remove();
            atOnce = next.at > now ? 0 : atOnce + 1;
            if (atOnce > MOST_AT_ONCE) {
                throw new AssertionError("no time passes any more");
            }
            now = Math.max(now, next.at);
            if (!next.isDisposed()) {
                step++;
                runOne(next);
            }
        }
        now = end;
    }

    private void runOne(Task next) {
        try {
            next.run();
            afterEach.run();
        } catch (Throwable thrown) {
            onThrown.accept(thrown);
        }
    }

    @Override
    public Disposable schedule(Runnable task) {
        return schedule(task, 0, TimeUnit.NANOSECONDS);
    }

    @Override
    public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
        long nanos = Math.max(0, unit.toNanos(delay));
        Task added = new Task(now + nanos < 0 ? Long.MAX_VALUE : now + nanos, number++, task);
        tasks.add(added);
        return added;
    }

    @Override
    public Disposable schedulePeriodically(Runnable task, long initialDelay, long period, TimeUnit unit) {
        return createWorker().schedulePeriodically(task, initialDelay, period, unit);
    }

    @Override
    public long now(TimeUnit unit) {
        return unit.convert(now, TimeUnit.NANOSECONDS);
    }

    @Override
    public Worker createWorker() {
        return new ClockWorker();
    }

    private static final class Task implements Disposable, Runnable {
        private final long at;
        private final long number;
        private final Runnable work;
        private boolean over;

        Task(long at, long number, Runnable work) {
            this.at = at;
            this.number = number;
            this.work = work;
        }

        @Override
        public void run() {
            over = true;
            work.run();
        }

        @Override
        public void dispose() {
            over = true;
        }

        @Override
        public boolean isDisposed() {
            return over;
        }
    }

    private final class ClockWorker implements Worker {
        private final Disposable.Composite all = Disposables.composite();

        @Override
        public Disposable schedule(Runnable task) {
            return schedule(task, 0, TimeUnit.NANOSECONDS);
        }

        @Override
        public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
            Disposable.Swap own = Disposables.swap();
            all.add(own);
            own.update(VirtualClock.this.schedule(
                    () -> {
                        all.remove(own);
                        task.run();
                    },
                    delay,
                    unit));
            return own;
        }

        @Override
        public Disposable schedulePeriodically(Runnable task, long initialDelay, long period, TimeUnit unit) {
            Disposable.Swap own = Disposables.swap();
            all.add(own);
            own.update(VirtualClock.this.schedule(() -> repeat(own, task, period, unit), initialDelay, unit));
            return own;
        }

        private void repeat(Disposable.Swap own, Runnable task, long period, TimeUnit unit) {
            own.update(VirtualClock.this.schedule(() -> repeat(own, task, period, unit), period, unit));
            task.run();
        }

        @Override
        public void dispose() {
            all.dispose();
        }

        @Override
        public boolean isDisposed() {
            return all.isDisposed();
        }
    }
}
