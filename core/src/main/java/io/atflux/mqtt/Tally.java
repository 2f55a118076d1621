package io.atflux.mqtt;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The results of one client's messages. Counted and read on any thread; in one array to save memory, because there are many
 * clients.
 */
final class Tally {

    private static final int CONFIRMED = 0;
    private static final int FAILED = 1;
    private static final int DUPLICATED = 2;
    private static final int DROPPED = 3;

    private final AtomicLongArray counts = new AtomicLongArray(4);

    void confirmed() {
        counts.incrementAndGet(CONFIRMED);
    }

    void failed() {
        counts.incrementAndGet(FAILED);
    }

    void duplicated() {
        counts.incrementAndGet(DUPLICATED);
    }

    void dropped(long messages) {
        counts.addAndGet(DROPPED, messages);
    }

    /**
     * @param cut incomplete messages
     * @param ambiguous messages with several readings
     */
    MqttStats stats(long cut, long ambiguous) {
        return new MqttStats(
                counts.get(CONFIRMED), counts.get(FAILED), counts.get(DUPLICATED), counts.get(DROPPED), cut, ambiguous);
    }
}
