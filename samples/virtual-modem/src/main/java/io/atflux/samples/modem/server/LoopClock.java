package io.atflux.samples.modem.server;

import io.atflux.samples.modem.Clock;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Monotonic real time on the thread of an event loop. After the loop's end no task runs. */
final class LoopClock implements Clock {

    private static final Timer NEVER = () -> {};

    private final EventExecutor loop;
    private final Instant start = Instant.now();
    private final long startNanos = System.nanoTime();
    private final AtomicInteger dueAtOnce = new AtomicInteger();

    LoopClock(EventExecutor loop) {
        this.loop = loop;
    }

    @Override
    public Instant now() {
        return start.plusNanos(System.nanoTime() - startNanos);
    }

    @Override
    public void execute(Runnable task) {
        dueAtOnce.incrementAndGet();
        try {
            loop.execute(() -> run(task));
        } catch (RejectedExecutionException e) {
            // A late callback of an uplink after the server was closed: the machine no longer exists.
            dueAtOnce.decrementAndGet();
        }
    }

    private void run(Runnable task) {
        try {
            task.run();
        } finally {
            dueAtOnce.decrementAndGet();
        }
    }

    /** Waits until no immediate task is left, including those that other tasks add; not on the loop's thread. */
    void awaitIdle() {
        try {
            while (!loop.submit(() -> dueAtOnce.get() == 0)
                    .awaitUninterruptibly()
                    .getNow()) {
                Thread.onSpinWait();
            }
        } catch (RejectedExecutionException e) {
            // After the loop's end there are no tasks.
        }
    }

    private Timer immediate(Runnable task) {
        AtomicBoolean waiting = new AtomicBoolean(true);
        execute(() -> {
            if (waiting.get()) {
                task.run();
            }
        });
        return () -> waiting.set(false);
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        if (delay.isZero()) {
            // An immediate task runs before the next bytes from the line are read.
            return immediate(task);
        }
        try {
            Future<?> scheduled = loop.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> scheduled.cancel(false);
        } catch (RejectedExecutionException e) {
            return NEVER;
        }
    }
}
