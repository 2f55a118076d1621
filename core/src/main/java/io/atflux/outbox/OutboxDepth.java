package io.atflux.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The number and size of the entries in a queue at one moment. Immutable. */
public final class OutboxDepth {

    private final long count;
    private final long bytes;
    private final @Nullable Instant oldest;

    private OutboxDepth(long count, long bytes, @Nullable Instant oldest) {
        this.count = count;
        this.bytes = bytes;
        this.oldest = oldest;
    }

    /**
     * For implementations of {@link OutboxQueue}.
     *
     * @param oldest the time at which the oldest entry was accepted; null if there is none
     */
    public static OutboxDepth of(long count, long bytes, @Nullable Instant oldest) {
        return new OutboxDepth(count, bytes, oldest);
    }

    /** The number of entries, including one that is being written. */
    public long count() {
        return count;
    }

    /** The bytes of the entries' topics and payloads. */
    public long bytes() {
        return bytes;
    }

    /** The time at which the oldest entry was accepted, by the host's clock; null if there is none. */
    public @Nullable Instant oldest() {
        return oldest;
    }

    /** The age of the oldest entry; zero if there is none, or if it was accepted later than {@code now}. */
    public Duration age(Instant now) {
        return oldest == null || oldest.isAfter(now) ? Duration.ZERO : Duration.between(oldest, now);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OutboxDepth d
                && count == d.count
                && bytes == d.bytes
                && Objects.equals(oldest, d.oldest);
    }

    @Override
    public int hashCode() {
        return Objects.hash(count, bytes, oldest);
    }

    @Override
    public String toString() {
        return count + " entries, " + bytes + " bytes" + (oldest == null ? "" : ", the oldest of " + oldest);
    }
}
