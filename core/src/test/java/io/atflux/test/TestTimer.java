package io.atflux.test;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;
import reactor.test.scheduler.VirtualTimeScheduler;

/**
 * The clock of scripted sessions. Each use looks again for the virtual time of {@code StepVerifier.withVirtualTime}, so
 * a session may be built before it or within it. Without virtual time, the clock moves only by {@link #advance}.
 */
final class TestTimer implements Scheduler {

    private final VirtualTimeScheduler own = VirtualTimeScheduler.create();

    TestTimer() {
        // Far from the zero at which a verifier's virtual time starts, so that the change of clocks shows.
        own.advanceTimeBy(Duration.ofDays(1));
    }

    private VirtualTimeScheduler current() {
        return VirtualTimeScheduler.isFactoryEnabled() ? VirtualTimeScheduler.get() : own;
    }

    void advance(Duration by) {
        current().advanceTimeBy(by);
    }

    @Override
    public Disposable schedule(Runnable task) {
        return current().schedule(task);
    }

    @Override
    public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
        return current().schedule(task, delay, unit);
    }

    @Override
    public long now(TimeUnit unit) {
        return current().now(unit);
    }

    @Override
    public Worker createWorker() {
        return current().createWorker();
    }
}
