package io.atflux.link.internal.machine;

import io.atflux.link.LinkPhase;

/** The phase of one of the module's MQTT clients. */
public enum ClientPhase {
    /** The client is not wanted. */
    OFF(LinkPhase.CLOSED),
    /** It waits for the module. */
    IDLE(LinkPhase.OPENING),
    OPENING(LinkPhase.OPENING),
    SUBSCRIBING(LinkPhase.OPENING),
    READY(LinkPhase.READY),
    /** It broke, and the module may reconnect it automatically. */
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
