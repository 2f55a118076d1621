package io.atflux.standard;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.scheduler.Scheduler;

/** A busy thread pool: it runs its tasks in order, but some time later, and now and then much later. */
final class StarvedScheduler implements Scheduler {

    private final VirtualClock clock;
    private final Random random;

    StarvedScheduler(VirtualClock clock, Random random) {
        this.clock = clock;
        this.random = random;
    }

    @Override
    public Disposable schedule(Runnable task) {
        return clock.after(delay(), task);
    }

    private Duration delay() {
        return Duration.ofMillis(random.nextInt(random.nextInt(10) == 0 ? 5_000 : 100));
    }

    @Override
    public long now(TimeUnit unit) {
        return clock.now(unit);
    }

    @Override
    public Worker createWorker() {
        return new Queue();
    }

    /** One task at a time, in order; a few of them at once, like a thread that finally gets CPU time. */
    private final class Queue implements Worker {
        private final Deque<Runnable> tasks = new ArrayDeque<>();
        private final Disposable.Composite all = Disposables.composite();
        private boolean waiting;

        @Override
        public Disposable schedule(Runnable task) {
            Disposable.Swap own = Disposables.swap();
            own.update(Disposables.single());
            tasks.add(() -> {
                if (!own.isDisposed() && !all.isDisposed()) {
                    task.run();
                }
            });
            drainLater();
            return own;
        }

        @Override
        public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
            return clock.schedule(() -> schedule(task), delay, unit);
        }

        private void drainLater() {
            if (!waiting && !tasks.isEmpty()) {
                waiting = true;
                all.add(clock.after(delay(), this::drain));
            }
        }

        private void drain() {
            waiting = false;
            for (int left = 1 + random.nextInt(5); left > 0 && !tasks.isEmpty(); left--) {
                tasks.remove().run();
            }
            drainLater();
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
