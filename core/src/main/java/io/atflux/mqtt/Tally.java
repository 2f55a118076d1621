package io.atflux.mqtt;

import java.util.concurrent.atomic.AtomicLongArray;

/** What became of one client's messages. Counted and read on any thread; in one array, since there are many clients. */
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
     * @param cut messages that came in part
     * @param ambiguous messages that could be read in several ways
     */
    MqttStats stats(long cut, long ambiguous) {
        return new MqttStats(
                counts.get(CONFIRMED), counts.get(FAILED), counts.get(DUPLICATED), counts.get(DROPPED), cut, ambiguous);
    }
}
