package io.atflux.internal.session;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.scheduler.Scheduler;

/** An event loop as a Reactor timer. Disposing it does nothing: the loop belongs to its group. */
final class EventLoopScheduler implements Scheduler {

    private final EventExecutor loop;

    EventLoopScheduler(EventExecutor loop) {
        this.loop = loop;
    }

    @Override
    public Disposable schedule(Runnable task) {
        try {
            return handle(loop.submit(task));
        } catch (RejectedExecutionException closing) {
            return Disposables.disposed();
        }
    }

    @Override
    public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
        try {
            return handle(loop.schedule(task, delay, unit));
        } catch (RejectedExecutionException closing) {
            return Disposables.disposed();
        }
    }

    private static Disposable handle(Future<?> future) {
        return () -> future.cancel(false);
    }

    /** Monotonic: a change of the wall clock moves no deadline. */
    @Override
    public long now(TimeUnit unit) {
        return unit.convert(System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    @Override
    public Worker createWorker() {
        Disposable.Composite tasks = Disposables.composite();
        return new Worker() {
            @Override
            public Disposable schedule(Runnable task) {
                return track(EventLoopScheduler.this.schedule(task));
            }

            @Override
            public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
                return track(EventLoopScheduler.this.schedule(task, delay, unit));
            }

            private Disposable track(Disposable task) {
                tasks.add(task);
                return task;
            }

            @Override
            public void dispose() {
                tasks.dispose();
            }

            @Override
            public boolean isDisposed() {
                return tasks.isDisposed();
            }
        };
    }

    @Override
    public void dispose() {
        // Deliberately nothing.
    }
}
