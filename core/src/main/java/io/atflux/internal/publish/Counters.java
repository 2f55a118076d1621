package io.atflux.internal.publish;

import io.atflux.SessionStats;
import io.atflux.observe.SessionObserver;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** A session's counters: written on the event loop, read by any thread. */
public final class Counters implements LongConsumer {

    private final SessionObserver observer;

    private volatile long sent;
    private volatile int queued;
    /** Created when the first of its counters is needed. */
    private volatile @Nullable Seldom seldom;

    /** Counters that stay 0 in most sessions. */
    private static final class Seldom {

        private volatile long lateReplies;
        private volatile long lateUrcs;
        private volatile long resyncs;
        private volatile long unclassified;
        private volatile long dropped;
        private volatile long noise;
        private volatile long overlong;
        private volatile long cutTexts;
    }

    public Counters(SessionObserver observer) {
        this.observer = observer;
    }

    private Seldom seldom() {
        Seldom own = seldom;
        if (own == null) {
            own = new Seldom();
            seldom = own;
        }
        return own;
    }

    // One writer only, so a volatile write is enough.
    public void sent() {
        sent = sent + 1;
    }

    void lateReply() {
        Seldom own = seldom();
        own.lateReplies = own.lateReplies + 1;
        observer.lateReply();
    }

    void lateUrc() {
        Seldom own = seldom();
        own.lateUrcs = own.lateUrcs + 1;
        observer.lateUrc();
    }

    void resync() {
        Seldom own = seldom();
        own.resyncs = own.resyncs + 1;
        observer.resynchronised();
    }

    void unclassified() {
        Seldom own = seldom();
        own.unclassified = own.unclassified + 1;
        observer.unclassified();
    }

    /** {@link #dropped}, called by the fan-out of events. */
    @Override
    public void accept(long events) {
        dropped(events);
    }

    void dropped(long events) {
        Seldom own = seldom();
        own.dropped = own.dropped + events;
        observer.dropped(events);
    }

    public void noise(long bytes) {
        Seldom own = seldom();
        own.noise = own.noise + bytes;
    }

    public void overlong() {
        Seldom own = seldom();
        own.overlong = own.overlong + 1;
    }

    public void cutText() {
        Seldom own = seldom();
        own.cutTexts = own.cutTexts + 1;
    }

    public void queued(int commands) {
        int before = queued;
        if (before != commands) {
            queued = commands;
            observer.queued(commands - before);
        }
    }

    public SessionStats snapshot() {
        SessionStats.Builder stats = SessionStats.builder().sent(sent).queued(queued);
        Seldom own = seldom;
        if (own != null) {
            stats.lateReplies(own.lateReplies)
                    .lateUrcs(own.lateUrcs)
                    .resyncs(own.resyncs)
                    .unclassified(own.unclassified)
                    .dropped(own.dropped)
                    .noiseBytes(own.noise)
                    .overlongLines(own.overlong)
                    .cutTexts(own.cutTexts);
        }
        return stats.build();
    }
}
