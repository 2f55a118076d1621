package io.atflux.samples.e2e;

import java.time.Duration;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;

/** Real time that can be advanced, for limits of minutes. */
final class Hurry implements Scheduler, AutoCloseable {

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread created = new Thread(task, "hurry");
        created.setDaemon(true);
        return created;
    });
    private final AtomicLong ahead = new AtomicLong();
    private final Set<Task> waiting = ConcurrentHashMap.newKeySet();

    private final class Task implements Disposable {

        private final Runnable work;
        private final long due;
        private final AtomicBoolean over = new AtomicBoolean();

        Task(Runnable work, long due) {
            this.work = work;
            this.due = due;
        }

        void arm() {
            thread.schedule(this::run, Math.max(0, due - nanos()), TimeUnit.NANOSECONDS);
        }

        private void run() {
            if (over.compareAndSet(false, true)) {
                waiting.remove(this);
                work.run();
            }
        }

        @Override
        public void dispose() {
            over.set(true);
            waiting.remove(this);
        }

        @Override
        public boolean isDisposed() {
            return over.get();
        }
    }

    private long nanos() {
        return System.nanoTime() + ahead.get();
    }

    /** Advances the clock at once; due tasks run. */
    void skip(Duration time) {
        ahead.addAndGet(time.toNanos());
        for (Iterator<Task> each = waiting.iterator(); each.hasNext(); ) {
            each.next().arm();
        }
    }

    @Override
    public Disposable schedule(Runnable work) {
        return schedule(work, 0, TimeUnit.NANOSECONDS);
    }

    @Override
    public Disposable schedule(Runnable work, long delay, TimeUnit unit) {
        Task task = new Task(work, nanos() + unit.toNanos(delay));
        waiting.add(task);
        task.arm();
        return task;
    }

    @Override
    public long now(TimeUnit unit) {
        return unit.convert(nanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public Worker createWorker() {
        return new Worker() {
            @Override
            public Disposable schedule(Runnable work) {
                return Hurry.this.schedule(work);
            }

            @Override
            public Disposable schedule(Runnable work, long delay, TimeUnit unit) {
                return Hurry.this.schedule(work, delay, unit);
            }

            @Override
            public void dispose() {
                // The few tasks end with the test.
            }
        };
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
