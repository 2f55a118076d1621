package io.atflux.link.internal.machine;

import io.atflux.link.LinkPhase;

/** The phase of a module. */
public enum ModulePhase {
    CLOSED(LinkPhase.CLOSED),
    CONNECTING(LinkPhase.CONNECTING),
    SYNCHRONISING(LinkPhase.SYNCHRONISING),
    INITIALISING(LinkPhase.INITIALISING),
    REGISTERING(LinkPhase.REGISTERING),
    DIALLING(LinkPhase.DIALLING),
    /** It has an IP address: the clients can open. */
    ONLINE(LinkPhase.OPENING),
    WAITING(LinkPhase.WAITING),
    BLOCKED(LinkPhase.BLOCKED),
    CLOSING(LinkPhase.CLOSING);

    private final LinkPhase shown;

    ModulePhase(LinkPhase shown) {
        this.shown = shown;
    }

    /** The link phase of a client that has no separate phase. */
    LinkPhase shown() {
        return shown;
    }

    /** Whether work towards {@link #ONLINE} is under way. */
    boolean isOnTheWay() {
        return this == CONNECTING
                || this == SYNCHRONISING
                || this == INITIALISING
                || this == REGISTERING
                || this == DIALLING;
    }

    /** Whether it waits for a timer or an event. */
    boolean isIdle() {
        return this == WAITING || this == BLOCKED;
    }
}
