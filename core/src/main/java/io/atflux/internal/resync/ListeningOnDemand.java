package io.atflux.internal.resync;

import io.atflux.internal.ledger.OwedReplies;
import io.atflux.internal.ledger.Seat;
import io.atflux.internal.session.Services;
import io.atflux.line.AtLine;
import org.jspecify.annotations.Nullable;

/** A session's {@link Listening}, created for its first round: most sessions never need one. Confined to the event loop. */
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

    /** Bytes arrived. */
    void bytesCame() {
        if (listening != null) {
            listening.silence.bytesCame();
        }
    }

    /** The last line, with the whole of its text, was a result code of the catalogue, and no command's answer. */
    public void wasUnasked() {
        if (listening != null) {
            listening.silence.wasUnasked();
        }
    }

    /** Called with every line that arrives, and whether a round is running. */
    void heard(AtLine line, boolean active) {
        if (listening != null) {
            listening.heard(line, active);
        }
    }

    void finalComes() {
        if (listening != null) {
            listening.late = null;
        }
    }

    /** The owed command that the last final result was taken for; null if it concerned a word, or none. */
    public @Nullable Seat late() {
        return listening == null ? null : listening.late;
    }

    /** A final result arrived. @return whether it answers the AT written after a long silence: then the round is over */
    boolean takesFinal() {
        return listening != null && listening.silence.takesFinal();
    }

    void stop() {
        if (listening != null) {
            listening.silence.stop();
        }
    }
}
