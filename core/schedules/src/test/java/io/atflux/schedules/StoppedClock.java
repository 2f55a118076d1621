package io.atflux.schedules;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.scheduler.Scheduler;

/** A clock that only {@link #advance} moves; due tasks run on the thread that calls it. */
final class StoppedClock implements Scheduler {

    private record Task(Runnable action, long at, Disposable handle) {}

    private final List<Task> tasks = new ArrayList<>();
    private long now;

    void advance(long nanos) {
        List<Task> due = new ArrayList<>();
        synchronized (tasks) {
            now += nanos;
            tasks.removeIf(task -> task.at <= now && due.add(task));
        }
        for (Task task : due) {
            if (!task.handle.isDisposed()) {
                task.action.run();
            }
        }
    }

    @Override
    public Disposable schedule(Runnable action) {
        return schedule(action, 0, TimeUnit.NANOSECONDS);
    }

    @Override
    public Disposable schedule(Runnable action, long delay, TimeUnit unit) {
        Disposable handle = Disposables.single();
        synchronized (tasks) {
            tasks.add(new Task(action, now + unit.toNanos(delay), handle));
        }
        return handle;
    }

    @Override
    public long now(TimeUnit unit) {
        synchronized (tasks) {
            return unit.convert(now, TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public Worker createWorker() {
        throw new UnsupportedOperationException("no session asks for one");
    }

    @Override
    public void dispose() {
        // Nothing runs.
    }
}
