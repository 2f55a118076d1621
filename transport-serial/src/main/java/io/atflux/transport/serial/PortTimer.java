package io.atflux.transport.serial;

import io.netty.util.concurrent.DefaultPromise;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A task that a port's loop runs when a timer of the shared loop is due. */
final class PortTimer<V> extends DefaultPromise<V> implements ScheduledFuture<V> {

    private final PortLoop loop;
    private final Callable<V> task;
    private final boolean repeats;
    private volatile @Nullable ScheduledFuture<?> clock;

    PortTimer(PortLoop loop, Callable<V> task, boolean repeats) {
        super(loop);
        this.loop = loop;
        this.task = task;
        this.repeats = repeats;
    }

    PortTimer<V> runsBy(ScheduledFuture<?> what) {
        clock = what;
        if (isDone()) {
            what.cancel(false);
        }
        return this;
    }

    /** On the shared loop. */
    void due() {
        if (!isDone()) {
            loop.run(this::fire);
        }
    }

    private void fire() {
        try {
            if (repeats) {
                if (!isDone()) {
                    task.call();
                }
            } else if (setUncancellable()) {
                setSuccess(task.call());
            }
        } catch (Throwable thrown) {
            tryFailure(thrown);
            stop();
        }
    }

    @Override
    public boolean cancel(boolean mayInterrupt) {
        boolean cancelled = super.cancel(mayInterrupt);
        if (cancelled) {
            stop();
        }
        return cancelled;
    }

    private void stop() {
        ScheduledFuture<?> ticking = clock;
        if (ticking != null) {
            ticking.cancel(false);
        }
    }

    @Override
    public long getDelay(TimeUnit unit) {
        ScheduledFuture<?> ticking = clock;
        return ticking == null ? 0 : ticking.getDelay(unit);
    }

    @Override
    public int compareTo(Delayed other) {
        return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
    }
}
