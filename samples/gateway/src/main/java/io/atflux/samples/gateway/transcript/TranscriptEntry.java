package io.atflux.samples.gateway.transcript;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of a transcript, secrets masked.
 *
 * @param text as it passed, with a dot for each byte that is no printable ASCII
 * @param takenFor the session's own decision about it
 * @param allowed the time that it may take; null if nothing is waited for
 */
public record TranscriptEntry(
        Instant at,
        Kind kind,
        String text,
        @Nullable String takenFor,
        @Nullable String allowed) {

    /** Its source. */
    public enum Kind {
        SENT,
        RECEIVED,
        /** The session itself. */
        NOTE,
        /** A step of the way to the broker began or ended. */
        STEP,
        /** Entries before this one are missing: their reader was too slow. */
        DROPPED
    }
}
