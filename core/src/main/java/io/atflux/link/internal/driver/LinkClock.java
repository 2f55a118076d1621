package io.atflux.link.internal.driver;

import io.atflux.internal.time.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;

/** A link's time: the wall clock at its creation plus the elapsed time. It never goes back. Immutable. */
final class LinkClock {

    private final Scheduler timer;
    private final Instant startedAt;
    private final long startNanos;

    LinkClock(Scheduler timer) {
        this.timer = timer;
        this.startNanos = timer.now(TimeUnit.NANOSECONDS);
        this.startedAt = Instant.ofEpochMilli(timer.now(TimeUnit.MILLISECONDS));
    }

    Instant now() {
        return startedAt.plusNanos(timer.now(TimeUnit.NANOSECONDS) - startNanos);
    }

    Disposable after(Duration time, Runnable task) {
        return timer.schedule(task, Durations.nanos(time), TimeUnit.NANOSECONDS);
    }

    Scheduler timer() {
        return timer;
    }
}
