package io.atflux.internal.time;

import io.netty.util.concurrent.EventExecutor;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import reactor.core.Disposable;
import reactor.core.Exceptions;
import reactor.core.scheduler.Scheduler;

/**
 * An event loop as a Reactor scheduler. Tasks run on the loop in the order of their times. A loop that is shutting down refuses
 * tasks, as Reactor's own schedulers do. Disposing the scheduler does nothing: the loop belongs to its group.
 */
public final class EventLoopScheduler implements Scheduler {

    private final EventExecutor loop;

    public EventLoopScheduler(EventExecutor loop) {
        this.loop = loop;
    }

    @Override
    public Disposable schedule(Runnable task) {
        return start(new LoopTask(task, false, null), 0, 0, TimeUnit.NANOSECONDS);
    }

    @Override
    public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
        return start(new LoopTask(task, false, null), delay, 0, unit);
    }

    @Override
    public Disposable schedulePeriodically(Runnable task, long initialDelay, long period, TimeUnit unit) {
        return start(new LoopTask(task, true, null), initialDelay, Math.max(1, period), unit);
    }

    private LoopTask start(LoopTask task, long delay, long period, TimeUnit unit) {
        if (loop.isShuttingDown()) {
            task.dispose();
            throw Exceptions.failWithRejected();
        }
        try {
            if (period > 0) {
                task.runBy(loop.scheduleAtFixedRate(task, Math.max(0, delay), period, unit));
            } else if (delay > 0) {
                task.runBy(loop.schedule(task, delay, unit));
            } else {
                loop.execute(task);
            }
            return task;
        } catch (RejectedExecutionException ending) {
            task.dispose();
            throw Exceptions.failWithRejected(ending);
        }
    }

    /** Monotonic: a change of the wall clock moves no deadline. */
    @Override
    public long now(TimeUnit unit) {
        return unit.convert(System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    @Override
    public Worker createWorker() {
        return new LoopWorker();
    }

    @Override
    public boolean isDisposed() {
        return loop.isShuttingDown();
    }

    @Override
    public void dispose() {
        // Deliberately empty.
    }

    /** Tasks that are disposed together. A finished task is not kept. */
    final class LoopWorker implements Worker {

        private final Set<Disposable> tasks = ConcurrentHashMap.newKeySet();
        private volatile boolean disposed;

        @Override
        public Disposable schedule(Runnable task) {
            return add(task, 0, 0, TimeUnit.NANOSECONDS);
        }

        @Override
        public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
            return add(task, delay, 0, unit);
        }

        @Override
        public Disposable schedulePeriodically(Runnable task, long initialDelay, long period, TimeUnit unit) {
            return add(task, initialDelay, Math.max(1, period), unit);
        }

        private Disposable add(Runnable task, long delay, long period, TimeUnit unit) {
            if (disposed) {
                throw Exceptions.failWithRejected();
            }
            LoopTask tracked = new LoopTask(task, period > 0, tasks);
            tasks.add(tracked);
            start(tracked, delay, period, unit);
            if (disposed) {
                tracked.dispose();
            }
            return tracked;
        }

        /** The number of tasks that have not finished. */
        int pending() {
            return tasks.size();
        }

        @Override
        public void dispose() {
            disposed = true;
            tasks.forEach(Disposable::dispose);
        }

        @Override
        public boolean isDisposed() {
            return disposed;
        }
    }
}
