package io.atflux.link.internal.driver;

import io.atflux.internal.foreign.Foreign;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs tasks one after the other, on the thread that posts one while none runs. A task that a running task posts runs after it. */
final class Mailbox {

    private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();

    void post(Runnable task) {
        tasks.add(task);
        if (waiting.getAndIncrement() != 0) {
            return;
        }
        do {
            run(tasks.poll());
        } while (waiting.decrementAndGet() != 0);
    }

    /** An exception of a task is logged, since the next tasks do not depend on it. */
    private static void run(@org.jspecify.annotations.Nullable Runnable task) {
        try {
            if (task != null) {
                task.run();
            }
        } catch (Throwable thrown) {
            Foreign.passOnFatal(thrown);
            LOG.error("a task of a link failed", thrown);
        }
    }
}
