package io.atflux.internal.reconnect;

import io.atflux.internal.foreign.Foreign;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks that come from any threads, one at a time: whoever hands one in while none runs runs all that are there. A task that a task
 * hands in runs after it.
 */
final class SerialTasks {

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger pending = new AtomicInteger();
    private final Consumer<Throwable> thrown;

    /** @param thrown gets what a task threw, before the next one runs */
    SerialTasks(Consumer<Throwable> thrown) {
        this.thrown = thrown;
    }

    /** What the JVM may not survive comes out, once all tasks have run: who left earlier would leave the others to nobody. */
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
