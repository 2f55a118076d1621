package io.atflux.outbox;

import java.security.SecureRandom;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * UUIDs of version 7 (RFC 9562): 48 bits of milliseconds, then 12 bits that count within a millisecond, then random
 * bits. The ids of one process compare as text in the order of their creation, even if the clock goes back.
 */
final class TimeOrderedIds {

    private static final int MOST_IN_A_MILLISECOND = 0xFFF;
    private static final long VERSION = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    /** They are unique, not secret: an event loop must not wait for the file that a secure generator reads. */
    private static final SplittableRandom CHANCE = new SplittableRandom(new SecureRandom().nextLong());

    private static long lastMillis;
    private static int count;

    private TimeOrderedIds() {}

    /** Reads the seed on the calling thread, so that no event loop needs to. */
    static void prepare() {
        // Loading the class has initialised it.
    }

    static synchronized String next() {
        return new UUID(timeAndCount(System.currentTimeMillis()), VARIANT | CHANCE.nextLong() >>> 2).toString();
    }

    private static long timeAndCount(long now) {
        if (now > lastMillis) {
            lastMillis = now;
            count = 0;
        } else if (++count > MOST_IN_A_MILLISECOND) {
            lastMillis++;
            count = 0;
        }
        return lastMillis << 16 | VERSION | count;
    }
}
