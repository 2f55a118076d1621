package io.atflux.link.internal.machine;

import io.atflux.link.LinkPhase;

/** Where a module stands. */
public enum ModulePhase {
    CLOSED(LinkPhase.CLOSED),
    CONNECTING(LinkPhase.CONNECTING),
    SYNCHRONISING(LinkPhase.SYNCHRONISING),
    INITIALISING(LinkPhase.INITIALISING),
    REGISTERING(LinkPhase.REGISTERING),
    DIALLING(LinkPhase.DIALLING),
    /** It has an IP address: its clients' turn. */
    ONLINE(LinkPhase.OPENING),
    WAITING(LinkPhase.WAITING),
    BLOCKED(LinkPhase.BLOCKED),
    CLOSING(LinkPhase.CLOSING);

    private final LinkPhase shown;

    ModulePhase(LinkPhase shown) {
        this.shown = shown;
    }

    /** What a client without a phase of its own shows. */
    LinkPhase shown() {
        return shown;
    }

    /** Whether something is being done on the line, towards {@link #ONLINE}. */
    boolean isOnTheWay() {
        return this == CONNECTING
                || this == SYNCHRONISING
                || this == INITIALISING
                || this == REGISTERING
                || this == DIALLING;
    }

    /** Whether nothing is done until a timer ends, or something changes. */
    boolean isIdle() {
        return this == WAITING || this == BLOCKED;
    }
}
