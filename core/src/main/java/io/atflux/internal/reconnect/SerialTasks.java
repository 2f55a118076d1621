package io.atflux.internal.reconnect;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

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

    void submit(Runnable task) {
        tasks.add(task);
        if (pending.getAndIncrement() > 0) {
            return;
        }
        int missed = 1;
        while (missed > 0) {
            for (Runnable next = tasks.poll(); next != null; next = tasks.poll()) {
                run(next);
            }
            missed = pending.addAndGet(-missed);
        }
    }

    private void run(Runnable task) {
        try {
            task.run();
        } catch (Throwable failure) {
            thrown.accept(failure);
        }
    }
}
