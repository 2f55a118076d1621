package io.atflux.internal.resync;

import io.atflux.internal.ledger.OwedReplies;
import io.atflux.internal.session.Services;
import io.atflux.line.AtLine;
import org.jspecify.annotations.Nullable;

/** A session's {@link Listening}, made for its first round: most sessions never need one. Confined to the event loop. */
public final class ListeningOnDemand {

    private @Nullable Listening listening;

    Listening get(Services given, OwedReplies owed, Probing probing) {
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

    /** Every line that comes, and whether a round runs. */
    void heard(AtLine line, boolean active) {
        if (listening != null) {
            listening.heard(line, active);
        }
    }

    /** A final result came. Whether it was what a modem that was not heard for long had to answer: then the round is over. */
    boolean takesFinal() {
        return listening != null && listening.silence.takesFinal();
    }

    void stop() {
        if (listening != null) {
            listening.silence.stop();
        }
    }
}
