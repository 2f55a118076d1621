package io.atflux.internal.resync;

import io.atflux.internal.ledger.OwedReplies;
import io.atflux.internal.session.Services;
import io.atflux.line.AtLine;
import org.jspecify.annotations.Nullable;

/** A session's {@link Listening}, made for its first round: most sessions never need one. Confined to the event loop. */
public final class ListeningOnDemand {

    private final Services given;
    private final OwedReplies owed;
    private final Probing probing;
    private @Nullable Listening listening;

    ListeningOnDemand(Services given, OwedReplies owed, Probing probing) {
        this.given = given;
        this.owed = owed;
        this.probing = probing;
    }

    Listening get() {
        Listening own = listening;
        if (own == null) {
            own = new Listening(given, owed, probing);
            listening = own;
        }
        return own;
    }

    /** Anything came. */
    void bytesCame() {
        if (listening != null) {
            listening.silence.bytesCame();
        }
    }

    /** The line that came last was a result code of the catalogue, and nobody's answer. */
    public void wasUnasked() {
        if (listening != null) {
            listening.silence.wasUnasked();
        }
    }

    /** Every line that comes. */
    public void heard(AtLine line) {
        if (listening != null) {
            listening.heard(line, probing.isActive());
        }
    }

    void stop() {
        if (listening != null) {
            listening.silence.stop();
        }
    }
}
