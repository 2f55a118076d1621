package io.atflux.internal.time;

import io.atflux.internal.foreign.Foreign;
import io.netty.util.concurrent.Future;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.scheduler.Schedulers;

/** One task of an {@link EventLoopScheduler}. A finished task leaves the set that holds it. */
final class LoopTask implements Runnable, Disposable {

    private final Runnable task;
    private final boolean periodic;
    private final @Nullable Set<Disposable> keptIn;
    private volatile boolean over;
    private volatile @Nullable Future<?> future;

    /** @param keptIn the set that holds it; null for none */
    LoopTask(Runnable task, boolean periodic, @Nullable Set<Disposable> keptIn) {
        this.task = Schedulers.onSchedule(task);
        this.periodic = periodic;
        this.keptIn = keptIn;
    }

    /** Called after the task was handed to the loop; it may have finished by then. */
    void runBy(Future<?> scheduled) {
        future = scheduled;
        if (over) {
            scheduled.cancel(false);
        }
    }

    @Override
    public void run() {
        if (over) {
            return;
        }
        Foreign.run("a task on a session's timer", task);
        if (!periodic) {
            end();
        }
    }

    private void end() {
        over = true;
        if (keptIn != null) {
            keptIn.remove(this);
        }
    }

    @Override
    public void dispose() {
        end();
        Future<?> running = future;
        if (running != null) {
            running.cancel(false);
        }
    }

    @Override
    public boolean isDisposed() {
        return over;
    }
}
