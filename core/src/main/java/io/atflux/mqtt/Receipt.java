package io.atflux.mqtt;

import io.atflux.error.AtException;
import io.atflux.error.Outcome;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What became of a message that was to be published.
 *
 * @param message the message
 * @param attempts how often it was written; 0 where it never was
 * @param possiblyDuplicated whether an earlier attempt may have reached the broker as well
 * @param elapsed from the first write to the end; zero where it failed
 * @param failure why it failed; null where it did not
 */
public record Receipt(
        MqttMessage message,
        int attempts,
        boolean possiblyDuplicated,
        Duration elapsed,
        @Nullable AtException failure) {

    static Receipt failed(MqttMessage message, AtException failure) {
        return new Receipt(message, failure.attempts(), failure.outcome() == Outcome.UNKNOWN, Duration.ZERO, failure);
    }

    /** Whether the module confirmed it. */
    public boolean isConfirmed() {
        return failure == null;
    }

    @Override
    public String toString() {
        String end = failure == null ? "confirmed" : failure.outcome().name();
        return message + ": " + end + (possiblyDuplicated ? ", possibly duplicated" : "");
    }
}
