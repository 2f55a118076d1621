package io.atflux.samples.gateway.dashboard;

import io.atflux.link.LinkCause;
import io.atflux.link.LinkPhase;
import io.atflux.samples.gateway.fleet.ModemView;
import org.jspecify.annotations.Nullable;

/** How a state is shown, in the order of urgency. Each has a shape and a height beside its colour. */
public enum Tone {
    /** An operator has to act. */
    HUMAN,
    /** Something failed, and is tried again later. */
    WAIT,
    /** Under way. */
    BUSY,
    /** Closed. */
    OFF,
    /** Messages pass. */
    OK;

    static Tone of(LinkPhase phase, @Nullable LinkCause cause) {
        if (phase == LinkPhase.READY) {
            return OK;
        }
        if (phase == LinkPhase.CLOSED || phase == LinkPhase.CLOSING) {
            return OFF;
        }
        if (phase == LinkPhase.BLOCKED || ModemView.waitsForSomebody(cause)) {
            return HUMAN;
        }
        return phase == LinkPhase.WAITING ? WAIT : BUSY;
    }

    /** The class in the style sheet. */
    public String css() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
