package io.atflux.samples.gateway.publish;

import io.atflux.link.DeliveryOutcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The fate of a message, as far as it is known.
 *
 * @param outcome null while it waits
 * @param attempts how often it was written
 * @param possiblyDuplicated whether the broker may have it more than once
 * @param failure why it was not confirmed; null if it was, or waits
 */
public record Fate(
        String id,
        String modem,
        String topic,
        Instant acceptedAt,
        @Nullable DeliveryOutcome outcome,
        int attempts,
        boolean possiblyDuplicated,
        @Nullable Instant endedAt,
        @Nullable String failure) {

    /** Whether it still waits. */
    public boolean queued() {
        return outcome == null;
    }
}
