package io.atflux.samples.modem.module;

import io.atflux.samples.modem.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * A clock whose tasks can be cancelled all at once, so that no task of a firmware that was switched off runs in the
 * next one.
 */
public final class ScopedClock implements Clock {

    private final Clock clock;
    private volatile boolean closed;

    /** A clock on top of another. */
    public ScopedClock(Clock clock) {
        this.clock = clock;
    }

    /** Cancels all tasks. */
    public void close() {
        closed = true;
    }

    @Override
    public Instant now() {
        return clock.now();
    }

    @Override
    public void execute(Runnable task) {
        clock.execute(guarded(task));
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        return clock.schedule(delay, guarded(task));
    }

    private Runnable guarded(Runnable task) {
        return () -> {
            if (!closed) {
                task.run();
            }
        };
    }
}
