package io.atflux.internal.reconnect;

import io.atflux.internal.foreign.Foreign;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks from any threads, one at a time: a thread that submits a task while none runs then runs all submitted tasks. A task
 * that a task submits runs after it.
 */
final class SerialTasks {

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger pending = new AtomicInteger();
    private final Consumer<Throwable> thrown;

    /** @param thrown receives a task's exception before the next task runs */
    SerialTasks(Consumer<Throwable> thrown) {
        this.thrown = thrown;
    }

    /** Rethrows an error that the JVM may not survive after all tasks have run: otherwise the remaining tasks would never run. */
    void submit(Runnable task) {
        tasks.add(task);
        if (pending.getAndIncrement() > 0) {
            return;
        }
        Throwable worst = null;
        int missed = 1;
        while (missed > 0) {
            for (Runnable next = tasks.poll(); next != null; next = tasks.poll()) {
                Throwable failure = run(next);
                if (failure != null && (worst == null || Foreign.isFatal(failure))) {
                    worst = failure;
                }
            }
            missed = pending.addAndGet(-missed);
        }
        if (worst != null) {
            Foreign.passOnFatal(worst);
        }
    }

    private @Nullable Throwable run(Runnable task) {
        try {
            task.run();
            return null;
        } catch (Throwable failure) {
            return tell(failure);
        }
    }

    private Throwable tell(Throwable failure) {
        try {
            thrown.accept(failure);
            return failure;
        } catch (Throwable worse) {
            return worse;
        }
    }
}
