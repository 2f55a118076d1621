package io.atflux.mqtt;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A module's confirmation of a published message. Immutable. */
public final class Receipt {

    private final MqttMessage message;
    private final int attempts;
    private final boolean possiblyDuplicated;
    private final Duration elapsed;

    Receipt(MqttMessage message, int attempts, boolean possiblyDuplicated, Duration elapsed) {
        this.message = message;
        this.attempts = attempts;
        this.possiblyDuplicated = possiblyDuplicated;
        this.elapsed = elapsed;
    }

    /** The message. */
    public MqttMessage message() {
        return message;
    }

    /** How many times it was written, 1 or more. */
    public int attempts() {
        return attempts;
    }

    /** Whether an earlier attempt may have reached the broker as well. */
    public boolean possiblyDuplicated() {
        return possiblyDuplicated;
    }

    /** The time from the first write to the end. */
    public Duration elapsed() {
        return elapsed;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Receipt r
                && message.equals(r.message)
                && attempts == r.attempts
                && possiblyDuplicated == r.possiblyDuplicated
                && elapsed.equals(r.elapsed);
    }

    @Override
    public int hashCode() {
        return Objects.hash(message, attempts, possiblyDuplicated, elapsed);
    }

    @Override
    public String toString() {
        return message + ": confirmed" + (possiblyDuplicated ? ", possibly duplicated" : "");
    }
}
