package io.atflux.mqtt;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Counters of one MQTT client since its construction. Immutable. */
public final class MqttStats {

    private final long confirmed;
    private final long failed;
    private final long possiblyDuplicated;
    private final long dropped;
    private final long cut;
    private final long ambiguous;

    MqttStats(long confirmed, long failed, long possiblyDuplicated, long dropped, long cut, long ambiguous) {
        this.confirmed = confirmed;
        this.failed = failed;
        this.possiblyDuplicated = possiblyDuplicated;
        this.dropped = dropped;
        this.cut = cut;
        this.ambiguous = ambiguous;
    }

    /** Messages that the module confirmed as published. */
    public long confirmed() {
        return confirmed;
    }

    /** Messages that were not confirmed. */
    public long failed() {
        return failed;
    }

    /** Messages that may have reached the broker more than once. */
    public long possiblyDuplicated() {
        return possiblyDuplicated;
    }

    /** Received messages that a subscriber's overflow policy dropped. */
    public long dropped() {
        return dropped;
    }

    /** Received messages of which part is missing, or may be. */
    public long cut() {
        return cut;
    }

    /** Received messages whose topic could not be determined. */
    public long ambiguous() {
        return ambiguous;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MqttStats o
                && confirmed == o.confirmed
                && failed == o.failed
                && possiblyDuplicated == o.possiblyDuplicated
                && dropped == o.dropped
                && cut == o.cut
                && ambiguous == o.ambiguous;
    }

    @Override
    public int hashCode() {
        return Objects.hash(confirmed, failed, possiblyDuplicated, dropped, cut, ambiguous);
    }

    @Override
    public String toString() {
        return "MqttStats[confirmed=" + confirmed + ", failed=" + failed + ", possiblyDuplicated=" + possiblyDuplicated
                + ", dropped=" + dropped + ", cut=" + cut + ", ambiguous=" + ambiguous + "]";
    }
}
