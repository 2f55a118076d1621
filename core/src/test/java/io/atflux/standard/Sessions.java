package io.atflux.standard;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.SessionEvent;
import io.atflux.transport.Backoff;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

/** The sessions of one process of the host, one after the other. */
final class Sessions {

    private final BaseSubscriber<AtSession> subscriber;
    private final Transcript transcript;
    private final Runnable onPresumed;
    private @Nullable AtSession current;
    private boolean inStep;

    /**
     * @param onPresumed is told that a session could not prove that it is in step, and presumed it
     * @param inStep whether the modem is unused: otherwise the first step is to resynchronise
     */
    Sessions(AtClient client, Transcript transcript, Runnable onPresumed, boolean inStep) {
        this.onPresumed = onPresumed;
        this.transcript = transcript;
        this.inStep = inStep;
        subscriber = new BaseSubscriber<>() {
            @Override
            protected void hookOnSubscribe(Subscription subscription) {
                subscription.request(1);
            }

            @Override
            protected void hookOnNext(AtSession session) {
                begin(session);
                session.onClose().subscribe(nothing -> {}, failure -> over(session), () -> over(session));
            }
        };
        client.sessions(Backoff.builder().jitter(0).build()).subscribe(subscriber);
    }

    private void begin(AtSession session) {
        current = session;
        session.events().subscribe(this::happened, lost -> {});
        session.urcs().subscribe(code -> transcript.note("  result code " + code), lost -> {});
        session.unclassified().subscribe(line -> transcript.note("  unclassified: " + line), lost -> {});
        if (!inStep) {
            session.resynchronise().subscribe(nothing -> {}, failure -> {}, () -> inStep = true);
        }
    }

    private void happened(SessionEvent event) {
        transcript.note("  " + event);
        if (event instanceof SessionEvent.Presumed) {
            onPresumed.run();
        }
    }

    private void over(AtSession session) {
        if (current == session) {
            current = null;
        }
        subscriber.request(1);
    }

    /**
     * A session that commands may be sent through: after {@code resynchronise()} if needed, also while that goes on.
     */
    @Nullable
    AtSession usable() {
        return current;
    }

    void cancel() {
        current = null;
        subscriber.cancel();
    }
}
