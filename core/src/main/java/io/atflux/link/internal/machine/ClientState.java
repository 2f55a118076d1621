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

    /** The failure of its work, while a check decides whether it is the module's fault. */
    @Nullable
    Finding unproven;

    @Nullable
    Instant nextAttemptAt;
    /** The timer of a wait; 0 for none. */
    long timer;
    /** The timer after which it is stable; 0 for none. */
    long stableTimer;
    /** The number of failures since it was last stable. */
    int failures;
    /** The number of successive breaks within a minute of the opening, each after the same request. */
    int breaks;
    /** The request that preceded these breaks. */
    Wrote brokeAfter = Wrote.NOTHING;

    /** The number of unanswered requests since the opening, none of them long after the previous one. */
    int doubts;

    @Nullable
    Instant doubtedAt;
    /** Whether a break was reported during the opening: of the former connection, or of the new one before the opening ended. */
    boolean brokeMeanwhile;
    /** Whether the module has opened the present connection automatically. */
    boolean openedByItself;
    /** Whether it uses another of the module's clients because another program has its own one open. */
    boolean moved;
    /** Whether this module was seen to reconnect automatically. */
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
        copy.brokeMeanwhile = brokeMeanwhile;
        copy.openedByItself = openedByItself;
        copy.moved = moved;
        copy.reconnects = reconnects;
        return copy;
    }

    /** The number of the module's client, from 1. */
    public int id() {
        return id;
    }

    /** The phase. */
    public ClientPhase phase() {
        return phase;
    }

    /** Whether the module was seen to reconnect it automatically, so that a wait is justified. */
    public boolean reconnectsByItself() {
        return reconnects;
    }

    /** Whether the client is wanted. */
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
