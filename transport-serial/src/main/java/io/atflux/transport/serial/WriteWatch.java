package io.atflux.transport.serial;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Watches the write in progress. While writes follow each other it checks only now and then, so that a write which returns at
 * once needs no timer. Confined to the loop.
 */
final class WriteWatch {

    /** After this time a write no longer keeps the reading thread from reading. */
    private static final long RELIEF_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final EventLoop loop;
    private final long limit;
    private final int baudRate;
    private final Runnable relieve;
    private final Runnable overdue;
    private final Runnable look = this::look;

    private boolean underWay;
    private int writes;
    private long began;
    private long allowed;
    private @Nullable Future<?> next;
    private long nextAt;
    private int seen;

    /**
     * @param limit for a write, in addition to the time that its bytes need on the wire
     * @param relieve called if a write takes so long that reading must not wait for it
     * @param overdue called if it takes longer than the limit
     */
    WriteWatch(EventLoop loop, Duration limit, int baudRate, Runnable relieve, Runnable overdue) {
        this.loop = loop;
        this.limit = limit.toNanos();
        this.baudRate = baudRate;
        this.relieve = relieve;
        this.overdue = overdue;
    }

    /** @param byReader whether reading waits for it */
    void begin(int bytes, boolean byReader) {
        underWay = true;
        writes++;
        began = System.nanoTime();
        allowed = limit + TimeUnit.SECONDS.toNanos(12L * bytes) / baudRate;
        lookWithin(byReader ? Math.min(RELIEF_NANOS, allowed) : allowed, began);
    }

    void end() {
        underWay = false;
    }

    void stop() {
        underWay = false;
        Future<?> waiting = next;
        if (waiting != null) {
            next = null;
            waiting.cancel(false);
        }
    }

    private void lookWithin(long nanos, long now) {
        long at = now + nanos;
        Future<?> waiting = next;
        if (waiting != null) {
            if (nextAt - at <= 0) {
                return;
            }
            waiting.cancel(false);
        }
        seen = writes;
        nextAt = at;
        next = loop.schedule(look, nanos, TimeUnit.NANOSECONDS);
    }

    private void look() {
        next = null;
        if (!underWay) {
            return;
        }
        long now = System.nanoTime();
        long left = began + allowed - now;
        if (left <= 0) {
            overdue.run();
        } else if (writes == seen) {
            relieve.run();
            lookWithin(left, now);
        } else {
            lookWithin(Math.min(RELIEF_NANOS, left), now);
        }
    }
}
