package io.atflux.samples.link;

import java.util.concurrent.TimeUnit;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.scheduler.Scheduler;
import reactor.test.scheduler.VirtualTimeScheduler;

/** The time of one process on a host: after the process dies, none of its scheduled tasks run. */
final class HostTime implements Scheduler {

    private final VirtualTimeScheduler time;
    private boolean dead;

    HostTime(VirtualTimeScheduler time) {
        this.time = time;
    }

    void die() {
        dead = true;
    }

    boolean isDead() {
        return dead;
    }

    private Runnable living(Runnable task) {
        return () -> {
            if (!dead) {
                task.run();
            }
        };
    }

    @Override
    public Disposable schedule(Runnable task) {
        return time.schedule(living(task));
    }

    @Override
    public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
        return time.schedule(living(task), delay, unit);
    }

    @Override
    public Disposable schedulePeriodically(Runnable task, long initialDelay, long period, TimeUnit unit) {
        return time.schedulePeriodically(living(task), initialDelay, period, unit);
    }

    @Override
    public long now(TimeUnit unit) {
        return time.now(unit);
    }

    @Override
    public Worker createWorker() {
        return new LivingWorker(time.createWorker());
    }

    private final class LivingWorker implements Worker {

        private final Worker worker;

        LivingWorker(Worker worker) {
            this.worker = worker;
        }

        @Override
        public Disposable schedule(Runnable task) {
            return worker.schedule(living(task));
        }

        @Override
        public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
            return worker.schedule(living(task), delay, unit);
        }

        @Override
        public Disposable schedulePeriodically(Runnable task, long initialDelay, long period, TimeUnit unit) {
            return worker.schedulePeriodically(living(task), initialDelay, period, unit);
        }

        @Override
        public void dispose() {
            worker.dispose();
        }

        @Override
        public boolean isDisposed() {
            return dead || worker.isDisposed();
        }
    }

    /** The world's time continues. */
    @Override
    public void dispose() {
        Disposables.disposed().dispose();
    }
}
