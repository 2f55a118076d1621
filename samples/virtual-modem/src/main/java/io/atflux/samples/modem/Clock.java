package io.atflux.samples.modem;

import java.time.Duration;
import java.time.Instant;

/**
 * The time and the single thread of a machine. All tasks of one clock run one after the other, never nested.
 *
 * <p>Threads: every method may be called from any thread.
 */
public interface Clock {

    /** The current time; the module's calendar clock starts from it. */
    Instant now();

    /** Runs the task after those already queued, never within a running task. */
    void execute(Runnable task);

    /** Runs the task after the delay. */
    Timer schedule(Duration delay, Runnable task);

    /** A scheduled task. */
    interface Timer {

        /** Cancels the task; has no effect if it already ran. */
        void cancel();
    }
}
