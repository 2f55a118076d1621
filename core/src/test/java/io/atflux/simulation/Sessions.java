package io.atflux.simulation;

import io.atflux.AtSession;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

/** One session after the other, each when it is asked for. */
final class Sessions extends BaseSubscriber<AtSession> {

    private @Nullable AtSession latest;

    AtSession next() {
        latest = null;
        request(1);
        AtSession opened = latest;
        if (opened == null) {
            throw new IllegalStateException("no session");
        }
        return opened;
    }

    @Override
    protected void hookOnSubscribe(Subscription subscription) {}

    @Override
    protected void hookOnNext(AtSession session) {
        latest = session;
    }
}
