package io.atflux.internal.session;

import io.atflux.observe.SessionObserver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what an observer throws away from the session: a caller must get its answer whatever a monitoring system thinks. */
final class IsolatedObserver implements SessionObserver {

    private static final Logger LOG = LoggerFactory.getLogger(SessionObserver.class);

    private final SessionObserver observer;

    private IsolatedObserver(SessionObserver observer) {
        this.observer = observer;
    }

    static SessionObserver of(SessionObserver observer) {
        return observer == NONE ? NONE : new IsolatedObserver(observer);
    }

    @Override
    public void commandEnded(Command command) {
        // No lambda here: this one is called for each command.
        try {
            observer.commandEnded(command);
        } catch (RuntimeException thrown) {
            report(thrown);
        }
    }

    @Override
    public void queued(int change) {
        try {
            observer.queued(change);
        } catch (RuntimeException thrown) {
            report(thrown);
        }
    }

    @Override
    public void lateReply() {
        isolated(observer::lateReply);
    }

    @Override
    public void lateUrc() {
        isolated(observer::lateUrc);
    }

    @Override
    public void resynchronised() {
        isolated(observer::resynchronised);
    }

    @Override
    public void unclassified() {
        isolated(observer::unclassified);
    }

    @Override
    public void dropped(long events) {
        isolated(() -> observer.dropped(events));
    }

    private static void isolated(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException thrown) {
            report(thrown);
        }
    }

    private static void report(RuntimeException thrown) {
        LOG.warn("a session's observer failed", thrown);
    }
}
