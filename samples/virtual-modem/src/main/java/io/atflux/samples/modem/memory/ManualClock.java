package io.atflux.samples.modem.memory;

import io.atflux.samples.modem.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;

/**
 * Virtual time: a due task runs at once on the calling thread, and time passes only by {@link #advance(Duration)}.
 *
 * <p>Threads: not thread-safe; one thread uses the clock and everything on it.
 */
public final class ManualClock implements Clock {

    private static final Instant START = Instant.parse("2026-07-20T06:51:36Z");

    private final PriorityQueue<Task> tasks = new PriorityQueue<>();
    private Instant now = START;
    private long order;
    private boolean running;

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public void execute(Runnable task) {
        schedule(Duration.ZERO, task);
        runDue();
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        Task waiting = new Task(now.plus(delay), order++, task);
        tasks.add(waiting);
        return () -> tasks.remove(waiting);
    }

    /** Advances the time; every task runs at its own time. */
    public void advance(Duration time) {
        Instant end = now.plus(time);
        for (Task next = tasks.peek(); next != null && !next.at.isAfter(end); next = tasks.peek()) {
            now = next.at;
            runDue();
        }
        now = end;
    }

    private void runDue() {
        if (running) {
            return;
        }
        running = true;
        try {
            for (Task next = tasks.peek(); next != null && !next.at.isAfter(now); next = tasks.peek()) {
                tasks.remove();
                next.task.run();
            }
        } finally {
            running = false;
        }
    }

    private record Task(Instant at, long order, Runnable task) implements Comparable<Task> {

        @Override
        public int compareTo(Task other) {
            int byTime = at.compareTo(other.at);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }
}
