package io.atflux.simulation;

import org.jspecify.annotations.Nullable;

/** The granted excuses, by the actions of the simulation; each use is counted. */
final class Excuses {

    private final Hazards hazards;
    private final SimulatedTime time;
    /** The time of the last damage or loss on the line, or of its arrival at the session; -1 for never. */
    private long damaged = -1;

    Excuses(Hazards hazards, SimulatedTime time) {
        this.hazards = hazards;
        this.time = time;
    }

    void somethingDamaged() {
        damaged = time.now();
    }

    boolean isDamagedSince(long instant) {
        return damaged >= instant;
    }

    /** Whether the line broke something since then, for which the excuse is granted. */
    boolean forgives(Excuse excuse, long since) {
        return forgives(excuse, isDamagedSince(since));
    }

    boolean forgives(Excuse excuse, boolean granted) {
        if (granted) {
            hazards.count(excuse);
        }
        return granted;
    }

    /** Whether an attempt has an excuse for the bytes that its data entry takes. */
    boolean forgives(Attempt attempt) {
        Excuse granted = attempt.excuse();
        return granted != null && forgives(granted, true);
    }

    boolean forgives(@Nullable Excuse granted) {
        return granted != null && forgives(granted, true);
    }
}
