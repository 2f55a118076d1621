package io.atflux.internal.engine;

import io.atflux.internal.session.Wire;
import io.atflux.internal.time.Deadlines;
import io.atflux.internal.time.Durations;
import java.time.Duration;

/**
 * Wakes a module that sleeps on an idle line and loses the first byte that wakes it. CR, which has no answer, precedes a write
 * after idleness or silence. An {@code AT} would be answered late, and that answer would end the next command. Confined to the
 * event loop.
 */
final class Waking {

    /** The time that a module takes to wake up. */
    private static final long TIME = Durations.nanos(Duration.ofMillis(100));

    private final SessionCore core;
    private final Deadlines.Deadline deadline;
    private final long idle;
    /** The time at which the module last sent a byte. */
    private long heard;
    /** The time at which CR was last written, and the number of writes at that time. */
    private long woken;

    private long writes = -1;
    private boolean active;

    Waking(SessionCore core) {
        this.core = core;
        this.idle = Durations.nanos(core.given.profile.sleepsAfter());
        this.deadline = core.given.deadlines.create(this::timeUp);
        this.heard = core.given.now() - idle;
    }

    void heard() {
        heard = core.given.now();
    }

    /** Whether a command waits until the module is awake. */
    boolean isActive() {
        return active;
    }

    /** Whether a command must wait. */
    boolean precedes() {
        long awake = awakeAt();
        active = awake - core.given.now() > 0;
        if (active) {
            deadline.at(awake);
        }
        return active;
    }

    private void timeUp() {
        active = false;
        core.drain();
    }

    /** The earliest time for a write: now if the module is awake. */
    long awakeAt() {
        long now = core.given.now();
        Wire wire = core.given.wire;
        if (wire.writes() == writes && now - woken < idle) {
            return woken + TIME;
        }
        boolean mayBeAsleep = heard - wire.lastWrite() < 0 || now - heard >= idle;
        if (!mayBeAsleep || !mayWrite()) {
            return now;
        }
        wire.writeBare("\r", "CR", null);
        writes = wire.writes();
        woken = wire.lastWrite();
        return woken + TIME;
    }

    /** CR may be data, and any character aborts a command that can be aborted. */
    private boolean mayWrite() {
        return core.flight.seat() == null && !core.resync.isDataEntrySuspected() && !core.owed.mayBeAborted();
    }
}
