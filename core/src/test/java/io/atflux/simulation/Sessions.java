package io.atflux.simulation;

import io.atflux.AtSession;
import io.atflux.SessionState;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;

/** One session after the other, each on request. */
final class Sessions implements CoreSubscriber<AtSession> {

    private @Nullable Subscription subscription;
    private @Nullable AtSession latest;
    private boolean throwsNow;
    private @Nullable Throwable told;

    AtSession next() {
        latest = null;
        ask();
        AtSession opened = latest;
        if (opened == null) {
            throw new IllegalStateException("no session");
        }
        return opened;
    }

    /** Throws at the next session; tells whether that session is closed then, and its subscriber is told the cause. */
    boolean throwing() {
        throwsNow = true;
        AtSession thrown = next();
        return told instanceof AssertionError && thrown.state() == SessionState.CLOSED;
    }

    void cancel() {
        if (subscription != null) {
            subscription.cancel();
        }
    }

    private void ask() {
        if (subscription != null) {
            subscription.request(1);
        }
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        this.subscription = subscription;
    }

    @Override
    public void onNext(AtSession session) {
        latest = session;
        if (throwsNow) {
            throw new AssertionError("a subscriber of sessions that throws");
        }
    }

    @Override
    public void onError(Throwable failure) {
        told = failure;
    }

    @Override
    public void onComplete() {
        throw new IllegalStateException("sessions never complete");
    }
}
