package io.atflux.simulation;

import org.jspecify.annotations.Nullable;

/** Who may be forgiven what, by what the simulation did; each use is counted. */
final class Excuses {

    private final Hazards hazards;
    private final SimulatedTime time;
    /** When something was last damaged or lost on the line, or reached the session so; -1 for never. */
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

    /** Whether something broke on the line since then, which the excuse is granted for. */
    boolean forgives(Excuse excuse, long since) {
        return forgives(excuse, isDamagedSince(since));
    }

    boolean forgives(Excuse excuse, boolean granted) {
        if (granted) {
            hazards.count(excuse);
        }
        return granted;
    }

    /** Whether an attempt has an excuse for what its data entry takes. */
    boolean forgives(Attempt attempt) {
        Excuse granted = attempt.excuse();
        return granted != null && forgives(granted, true);
    }

    boolean forgives(@Nullable Excuse granted) {
        return granted != null && forgives(granted, true);
    }
}
