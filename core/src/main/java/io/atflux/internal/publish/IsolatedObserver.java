package io.atflux.internal.publish;

import io.atflux.internal.foreign.Foreign;
import io.atflux.observe.SessionObserver;
import java.util.function.Consumer;

/** Contains an observer's exceptions: a failure of monitoring must not affect a caller's answer. */
public final class IsolatedObserver implements SessionObserver {

    private static final String WHO = "a session's observer";

    private final SessionObserver observer;

    private IsolatedObserver(SessionObserver observer) {
        this.observer = observer;
    }

    public static SessionObserver of(SessionObserver observer) {
        return observer == NONE ? NONE : new IsolatedObserver(observer);
    }

    @Override
    public void commandEnded(Command command) {
        // No lambda here: this method runs for each command.
        try {
            observer.commandEnded(command);
        } catch (Throwable thrown) {
            Foreign.contain(WHO, observer, thrown);
        }
    }

    @Override
    public void queued(int change) {
        try {
            observer.queued(change);
        } catch (Throwable thrown) {
            Foreign.contain(WHO, observer, thrown);
        }
    }

    @Override
    public void lateReply() {
        isolated(SessionObserver::lateReply);
    }

    @Override
    public void lateUrc() {
        isolated(SessionObserver::lateUrc);
    }

    @Override
    public void resynchronised() {
        isolated(SessionObserver::resynchronised);
    }

    @Override
    public void unclassified() {
        isolated(SessionObserver::unclassified);
    }

    @Override
    public void dropped(long events) {
        isolated(one -> one.dropped(events));
    }

    private void isolated(Consumer<SessionObserver> call) {
        try {
            call.accept(observer);
        } catch (Throwable thrown) {
            Foreign.contain(WHO, observer, thrown);
        }
    }
}
