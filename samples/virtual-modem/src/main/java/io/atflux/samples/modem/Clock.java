package io.atflux.samples.modem;

import java.time.Duration;
import java.time.Instant;

/**
 * Time and the one thread of a machine. All tasks of one clock run one after the other, never nested.
 *
 * <p>Threads: every method may be called from any thread.
 */
public interface Clock {

    /** The time; the module's calendar clock starts from it. */
    Instant now();

    /** Runs the task after those already waiting; never inside the call of a task that is running. */
    void execute(Runnable task);

    /** Runs the task once the delay is over. */
    Timer schedule(Duration delay, Runnable task);

    /** A task that waits for its time. */
    interface Timer {

        /** The task does not run any more; without effect if it already ran. */
        void cancel();
    }
}
