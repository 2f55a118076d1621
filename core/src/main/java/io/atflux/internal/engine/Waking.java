package io.atflux.internal.engine;

import io.atflux.internal.session.Wire;
import io.atflux.internal.time.Deadlines;
import io.atflux.internal.time.Durations;
import java.time.Duration;

/**
 * Wakes a module that sleeps on an idle line and loses the first byte that wakes it: CR, which nothing answers, goes before what is written after
 * idleness, or after silence. An {@code AT} would be answered late, and that end the next command. Confined to the event loop.
 */
final class Waking {

    /** How long a module takes to wake up. */
    private static final long TIME = Durations.nanos(Duration.ofMillis(100));

    private final SessionCore core;
    private final Deadlines.Deadline deadline;
    private final long idle;
    /** When the module was heard last. */
    private long heard;
    /** When CR was written last, and how much had been written then. */
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

    /** A command waits until the module is awake. */
    boolean isActive() {
        return active;
    }

    /** Whether a command has to wait. */
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

    /** When something may be written at the earliest: now if the module is awake. */
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

    /** CR may be data, and any character ends what may be aborted. */
    private boolean mayWrite() {
        return core.flight.seat() == null && !core.resync.isDataEntrySuspected() && !core.owed.mayBeAborted();
    }
}
