package io.atflux.mqtt;

import java.util.concurrent.atomic.AtomicLongFieldUpdater;

/** What became of one client's messages. Counted and read on any thread; in one object, since there are many clients. */
final class Tally {

    private static final AtomicLongFieldUpdater<Tally> CONFIRMED = counter("confirmed");
    private static final AtomicLongFieldUpdater<Tally> FAILED = counter("failed");
    private static final AtomicLongFieldUpdater<Tally> DUPLICATED = counter("duplicated");
    private static final AtomicLongFieldUpdater<Tally> DROPPED = counter("dropped");

    private volatile long confirmed;
    private volatile long failed;
    private volatile long duplicated;
    private volatile long dropped;

    private static AtomicLongFieldUpdater<Tally> counter(String name) {
        return AtomicLongFieldUpdater.newUpdater(Tally.class, name);
    }

    void confirmed() {
        CONFIRMED.incrementAndGet(this);
    }

    void failed() {
        FAILED.incrementAndGet(this);
    }

    void duplicated() {
        DUPLICATED.incrementAndGet(this);
    }

    void dropped(long messages) {
        DROPPED.addAndGet(this, messages);
    }

    /**
     * @param cut messages that came in part
     * @param ambiguous messages that could be read in several ways
     */
    MqttStats stats(long cut, long ambiguous) {
        return new MqttStats(confirmed, failed, duplicated, dropped, cut, ambiguous);
    }
}
