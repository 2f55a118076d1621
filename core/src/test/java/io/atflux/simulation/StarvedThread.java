package io.atflux.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.scheduler.Scheduler;

/** A busy thread of the caller: it runs its tasks in order, but later, and now and then much later. */
final class StarvedThread implements Scheduler {

    /** The longest delay of a task. */
    static final long LONGEST = 2_000_000_000L;

    private final World world;
    private final Dice dice;

    StarvedThread(World world, Dice dice) {
        this.world = world;
        this.dice = dice;
    }

    private long delay() {
        boolean starves = dice.oneIn(8);
        if (starves) {
            world.hazards.count(Hazard.DELIVERY_STARVED);
        }
        return dice.oneIn(3) ? 0 : dice.between(0, starves ? LONGEST : 50_000_000L);
    }

    @Override
    public Disposable schedule(Runnable task) {
        return createWorker().schedule(task);
    }

    @Override
    public long now(TimeUnit unit) {
        return world.time.now(unit);
    }

    @Override
    public Worker createWorker() {
        return new Waiting();
    }

    private final class Waiting implements Worker {
        private final Deque<Runnable> tasks = new ArrayDeque<>();
        private boolean waits;
        private boolean disposed;

        @Override
        public Disposable schedule(Runnable task) {
            Disposable own = Disposables.single();
            tasks.add(() -> {
                if (!own.isDisposed()) {
                    task.run();
                }
            });
            if (!waits) {
                waits = true;
                world.time.after(delay(), this::run);
            }
            return own;
        }

        /** Runs all tasks so far, and the tasks that these add. */
        private void run() {
            while (!disposed && !tasks.isEmpty()) {
                tasks.remove().run();
            }
            waits = false;
        }

        @Override
        public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
            return world.time.after(unit.toNanos(delay), () -> schedule(task));
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

    @Override
    public void dispose() {
        // Nothing to release.
    }
}
