package io.atflux.transport.tcp;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The TCP keep-alive that detects a lost peer (RFC 1122 4.2.3.6, RFC 5482). A line without input for {@link #idle} is probed
 * every {@link #interval}. After {@link #probes} unanswered probes, or after data that stayed unacknowledged for {@link #limit},
 * the line is lost.
 *
 * <p>Platforms: Linux with the native transport applies all of it. On other platforms the times of the probes apply if the JDK
 * supports them (Linux, macOS, Windows 10 and later), and unacknowledged data is given up by the system's own rule, which takes
 * many minutes. A relay or NAT that answers probes for a dead device hides the loss: only unanswered commands show it.
 */
public final class KeepAlive {

    private final Duration idle;
    private final Duration interval;
    private final int probes;

    private KeepAlive(Builder builder) {
        idle = builder.idle;
        interval = builder.interval;
        probes = builder.probes;
    }

    /** Probed after 30 s of silence, lost after 60 s. */
    public static KeepAlive defaults() {
        return builder().build();
    }

    /** Three probes within a further {@code idle}: with 30 s, a dead peer is detected after a minute of silence. */
    public static KeepAlive after(Duration idle) {
        return builder()
                .idle(idle)
                .interval(Duration.ofSeconds(Math.max(1, idle.toSeconds() / 3)))
                .build();
    }

    /** Starts from the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder with these values. */
    public Builder mutate() {
        return builder().idle(idle).interval(interval).probes(probes);
    }

    /** Silence before the first probe. */
    public Duration idle() {
        return idle;
    }

    /** Time between probes. */
    public Duration interval() {
        return interval;
    }

    /** The number of unanswered probes after which the line is lost. */
    public int probes() {
        return probes;
    }

    /** The longest time until a dead peer is detected: {@code idle + interval × probes}. */
    public Duration limit() {
        return idle.plus(interval.multipliedBy(probes));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KeepAlive times
                && idle.equals(times.idle)
                && interval.equals(times.interval)
                && probes == times.probes;
    }

    @Override
    public int hashCode() {
        return Objects.hash(idle, interval, probes);
    }

    @Override
    public String toString() {
        return "KeepAlive[idle=" + idle + ", interval=" + interval + ", probes=" + probes + "]";
    }

    /** Collects the times of a {@link KeepAlive}. */
    public static final class Builder {

        private Duration idle = Duration.ofSeconds(30);
        private Duration interval = Duration.ofSeconds(10);
        private int probes = 3;

        private Builder() {}

        /** Silence before the first probe, whole seconds, 1 s or more. Default 30 s. */
        public Builder idle(Duration silence) {
            idle = atLeastASecond("idle", silence);
            return this;
        }

        /** Time between probes, whole seconds, 1 s or more. Default 10 s. */
        public Builder interval(Duration time) {
            interval = atLeastASecond("interval", time);
            return this;
        }

        /** The number of unanswered probes after which the line is lost, 1 to 127. Default 3. */
        public Builder probes(int most) {
            if (most < 1 || most > 127) {
                throw new IllegalArgumentException("probes " + most + " is not within 1 to 127");
            }
            probes = most;
            return this;
        }

        private static Duration atLeastASecond(String name, Duration value) {
            if (value.toSeconds() < 1 || value.toSeconds() > 32_767) {
                throw new IllegalArgumentException(name + " " + value + " is not within 1 to 32767 s");
            }
            return value;
        }

        public KeepAlive build() {
            return new KeepAlive(this);
        }
    }
}
