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

/** Real time, that never goes back, on the thread of an event loop. After the loop's end nothing runs any more. */
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
            // An uplink's late callback after the server was closed: there is no machine left to hear it.
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

    /** Waits until nothing is due at once, also of what came of that; not on the loop's thread. */
    void awaitIdle() {
        try {
            while (!loop.submit(() -> dueAtOnce.get() == 0)
                    .awaitUninterruptibly()
                    .getNow()) {
                Thread.onSpinWait();
            }
        } catch (RejectedExecutionException e) {
            // Nothing is due after the loop's end.
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
            // What is due at once comes before the next bytes from the line.
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
