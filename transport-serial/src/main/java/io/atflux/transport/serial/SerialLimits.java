package io.atflux.transport.serial;

import java.time.Duration;

/**
 * The time limits of a port for actions that should take milliseconds.
 *
 * @param open 1 ms or more
 * @param write time without progress, in addition to the time that the bytes need on the wire; 1 ms or more
 * @param close time after which the close is given up; 1 ms or more
 */
record SerialLimits(Duration open, Duration write, Duration close) {

    static final SerialLimits DEFAULT =
            new SerialLimits(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(5));

    SerialLimits {
        atLeastAMillisecond("open time-out", open);
        atLeastAMillisecond("write time-out", write);
        atLeastAMillisecond("close time-out", close);
    }

    private static void atLeastAMillisecond(String name, Duration value) {
        if (value.compareTo(Duration.ofMillis(1)) < 0 || value.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException(name + " " + value + " is not within 1 ms to 1 day");
        }
    }

    SerialLimits withOpen(Duration limit) {
        return new SerialLimits(limit, write, close);
    }

    SerialLimits withWrite(Duration limit) {
        return new SerialLimits(open, limit, close);
    }

    SerialLimits withClose(Duration limit) {
        return new SerialLimits(open, write, limit);
    }
}
