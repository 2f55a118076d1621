package io.atflux.link.internal.machine;

import io.atflux.link.LinkPhase;

/** Where one of the module's MQTT clients stands. */
public enum ClientPhase {
    /** Nobody wants it. */
    OFF(LinkPhase.CLOSED),
    /** It waits for the module. */
    IDLE(LinkPhase.OPENING),
    OPENING(LinkPhase.OPENING),
    SUBSCRIBING(LinkPhase.OPENING),
    READY(LinkPhase.READY),
    /** It broke, and the module may connect it again by itself. */
    AWAITING(LinkPhase.OPENING),
    WAITING(LinkPhase.WAITING),
    BLOCKED(LinkPhase.BLOCKED);

    private final LinkPhase shown;

    ClientPhase(LinkPhase shown) {
        this.shown = shown;
    }

    LinkPhase shown() {
        return shown;
    }
}
