package io.atflux.link.internal.machine;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One MQTT client of a module. Changed only while a {@link Draft} makes the next state; immutable afterwards. */
public final class ClientState {

    final int id;
    ClientPhase phase = ClientPhase.OFF;
    Instant since;

    @Nullable
    Finding finding;

    /** Why its work failed, while the module is asked whether it is not its own fault. */
    @Nullable
    Finding unproven;

    @Nullable
    Instant nextAttemptAt;
    /** The timer of a wait; 0 for none. */
    long timer;
    /** The timer after which it is stable; 0 for none. */
    long stableTimer;
    /** Failures since it was last stable. */
    int failures;
    /** How often in a row it broke within a minute of its opening, each time after the same. */
    int breaks;
    /** The request after which it broke so. */
    Wrote brokeAfter = Wrote.NOTHING;

    /** Requests without an answer since it was opened, none of them long after the one before. */
    int doubts;

    @Nullable
    Instant doubtedAt;
    /** Whether it uses another one of the module's clients, since somebody has its own one open. */
    boolean moved;
    /** Whether this module was seen to connect by itself. */
    boolean reconnects;

    ClientState(int id, Instant since) {
        this.id = id;
        this.since = since;
    }

    ClientState copy() {
        ClientState copy = new ClientState(id, since);
        copy.phase = phase;
        copy.finding = finding;
        copy.unproven = unproven;
        copy.nextAttemptAt = nextAttemptAt;
        copy.timer = timer;
        copy.stableTimer = stableTimer;
        copy.failures = failures;
        copy.breaks = breaks;
        copy.brokeAfter = brokeAfter;
        copy.doubts = doubts;
        copy.doubtedAt = doubtedAt;
        copy.moved = moved;
        copy.reconnects = reconnects;
        return copy;
    }

    /** Which of the module's clients, from 1. */
    public int id() {
        return id;
    }

    /** Where it stands. */
    public ClientPhase phase() {
        return phase;
    }

    /** Whether the module was seen to connect it again by itself, so that it is worth waiting for. */
    public boolean reconnectsByItself() {
        return reconnects;
    }

    /** Whether somebody wants it. */
    public boolean isWanted() {
        return phase != ClientPhase.OFF;
    }

    boolean isConnected() {
        return phase == ClientPhase.SUBSCRIBING || isReady();
    }

    boolean isReady() {
        return phase == ClientPhase.READY;
    }
}
