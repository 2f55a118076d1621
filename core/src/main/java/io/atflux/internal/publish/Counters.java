package io.atflux.internal.publish;

import io.atflux.SessionStats;
import io.atflux.observe.SessionObserver;

/** Written on the event loop, read anywhere. */
public final class Counters {

    private final SessionObserver observer;

    private volatile long sent;
    private volatile long lateReplies;
    private volatile long lateUrcs;
    private volatile long resyncs;
    private volatile long unclassified;
    private volatile long dropped;
    private volatile long noise;
    private volatile long overlong;
    private volatile long cutTexts;
    private volatile int queued;

    public Counters(SessionObserver observer) {
        this.observer = observer;
    }

    // One writer only, so a volatile write is enough.
    public void sent() {
        sent = sent + 1;
    }

    void lateReply() {
        lateReplies = lateReplies + 1;
        observer.lateReply();
    }

    void lateUrc() {
        lateUrcs = lateUrcs + 1;
        observer.lateUrc();
    }

    void resync() {
        resyncs = resyncs + 1;
        observer.resynchronised();
    }

    void unclassified() {
        unclassified = unclassified + 1;
        observer.unclassified();
    }

    void dropped(long events) {
        dropped = dropped + events;
        observer.dropped(events);
    }

    public void noise(long bytes) {
        noise = noise + bytes;
    }

    public void overlong() {
        overlong = overlong + 1;
    }

    public void cutText() {
        cutTexts = cutTexts + 1;
    }

    public void queued(int commands) {
        int before = queued;
        if (before != commands) {
            queued = commands;
            observer.queued(commands - before);
        }
    }

    public SessionStats snapshot() {
        return SessionStats.builder()
                .sent(sent)
                .lateReplies(lateReplies)
                .lateUrcs(lateUrcs)
                .resyncs(resyncs)
                .unclassified(unclassified)
                .dropped(dropped)
                .noiseBytes(noise)
                .overlongLines(overlong)
                .cutTexts(cutTexts)
                .queued(queued)
                .build();
    }
}
