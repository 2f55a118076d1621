package io.atflux.outbox;

import io.atflux.internal.time.Durations;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;

/** The limits of a store. Immutable. */
public final class OutboxOptions {

    private final int maxCount;
    private final long maxBytes;
    private final WhenFull whenFull;
    private final long ballast;
    private final Duration closeWithin;
    private final InstantSource clock;

    private OutboxOptions(Builder builder) {
        maxCount = builder.maxCount;
        maxBytes = builder.maxBytes;
        whenFull = builder.whenFull;
        ballast = builder.ballast;
        closeWithin = builder.closeWithin;
        clock = builder.clock;
    }

    /** The defaults: 10,000 entries, 64 MiB, refusal of messages beyond, a ballast of 256 KiB, closing within 5 s. */
    public static OutboxOptions defaults() {
        return builder().build();
    }

    /** Starts with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder with these values. */
    public Builder mutate() {
        return builder()
                .maxCount(maxCount)
                .maxBytes(maxBytes)
                .whenFull(whenFull)
                .ballast(ballast)
                .closeWithin(closeWithin)
                .clock(clock);
    }

    /** The most entries of the whole store. */
    public int maxCount() {
        return maxCount;
    }

    /** The most bytes of topics and payloads of the whole store. */
    public long maxBytes() {
        return maxBytes;
    }

    /** The policy at a limit. */
    public WhenFull whenFull() {
        return whenFull;
    }

    /** The bytes of a file that is deleted when the disk is full. */
    public long ballast() {
        return ballast;
    }

    /** The longest time that closing takes. */
    public Duration closeWithin() {
        return closeWithin;
    }

    /** The clock for the times of acceptance and expiry. */
    public InstantSource clock() {
        return clock;
    }

    @Override
    public String toString() {
        return maxCount + " entries, " + maxBytes + " bytes, " + whenFull;
    }

    /** Collects options. Not thread-safe. */
    public static final class Builder {

        private int maxCount = 10_000;
        private long maxBytes = 64L << 20;
        private WhenFull whenFull = WhenFull.REFUSE;
        private long ballast = 256L << 10;
        private Duration closeWithin = Duration.ofSeconds(5);
        private InstantSource clock = InstantSource.system();

        private Builder() {}

        /** The most entries of the whole store, 1 or more. Default: 10,000. */
        public Builder maxCount(int number) {
            maxCount = (int) requireAtLeast(1, "maxCount", number);
            return this;
        }

        /**
         * The most bytes of topics and payloads of the whole store, 1 or more. A file on the disk is larger by some 150 bytes an
         * entry. Default: 64 MiB.
         */
        public Builder maxBytes(long number) {
            maxBytes = requireAtLeast(1, "maxBytes", number);
            return this;
        }

        /** The policy at a limit, after expired entries were removed. Default: {@link WhenFull#REFUSE}. */
        public Builder whenFull(WhenFull policy) {
            whenFull = Objects.requireNonNull(policy, "whenFull");
            return this;
        }

        /**
         * For a store on a disk: the bytes of a file that is deleted when the disk is full, so that entries can still
         * be taken and removed. 0 for none. Default: 256 KiB.
         */
        public Builder ballast(long bytes) {
            ballast = requireAtLeast(0, "ballast", bytes);
            return this;
        }

        /** The longest time that closing takes, more than 0. Default: 5 s. */
        public Builder closeWithin(Duration limit) {
            closeWithin = Durations.positive("closeWithin", limit);
            return this;
        }

        /** The clock for the times of acceptance and expiry. Default: the host's clock. */
        public Builder clock(InstantSource source) {
            clock = Objects.requireNonNull(source, "clock");
            return this;
        }

        /** The options with these values. */
        public OutboxOptions build() {
            return new OutboxOptions(this);
        }

        private static long requireAtLeast(long least, String name, long value) {
            if (value < least) {
                throw new IllegalArgumentException(name + " must be " + least + " or more: " + value);
            }
            return value;
        }
    }
}
