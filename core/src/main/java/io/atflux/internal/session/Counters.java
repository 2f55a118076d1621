package io.atflux.internal.session;

import io.atflux.SessionStats;

/** Written on the event loop, read anywhere. */
final class Counters {

    private volatile long sent;
    private volatile long lateReplies;
    private volatile long lateUrcs;
    private volatile long resyncs;
    private volatile long unclassified;
    private volatile long dropped;
    private volatile long noise;
    private volatile long overlong;
    private volatile int queued;

    // One writer only, so a volatile write is enough.
    void sent() {
        sent = sent + 1;
    }

    void lateReply() {
        lateReplies = lateReplies + 1;
    }

    void lateUrc() {
        lateUrcs = lateUrcs + 1;
    }

    void resync() {
        resyncs = resyncs + 1;
    }

    void unclassified() {
        unclassified = unclassified + 1;
    }

    void dropped(long events) {
        dropped = dropped + events;
    }

    void noise(long bytes) {
        noise = noise + bytes;
    }

    void overlong() {
        overlong = overlong + 1;
    }

    void queued(int commands) {
        queued = commands;
    }

    SessionStats snapshot() {
        return new SessionStats(sent, lateReplies, lateUrcs, resyncs, unclassified, dropped, noise, overlong, queued);
    }
}
