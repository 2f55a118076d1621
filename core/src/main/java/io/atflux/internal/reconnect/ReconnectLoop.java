package io.atflux.internal.reconnect;

import io.atflux.AtSession;
import io.atflux.ConnectionState;
import io.atflux.error.AtConnectionException;
import io.atflux.internal.engine.DefaultSession;
import io.atflux.internal.engine.Outstanding;
import io.atflux.internal.foreign.Foreign;
import io.atflux.internal.publish.Signals;
import io.atflux.internal.time.Durations;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Disposable;
import reactor.core.publisher.Operators;

/**
 * The successive sessions of one subscriber.
 *
 * <pre>
 *            ┌──────────── time passed ────────────┐
 *            ▼                                     │
 *          IDLE ──request──▶ CONNECTING ──failed──▶ WAITING
 *                                │                    ▲
 *                            connected                │
 *                                ▼                    │
 *                              LIVE ─────lost─────────┘        any ──cancel, last failure──▶ OVER
 * </pre>
 *
 * Requests, connections, losses and the timer come from different threads. Each submits a task; the thread that finds no task
 * running runs all submitted ones, so that one thread at a time uses the state below.
 */
final class ReconnectLoop implements Subscription {

    private enum Stage {
        IDLE,
        CONNECTING,
        LIVE,
        WAITING,
        OVER
    }

    private final SessionFlux settings;
    private final CoreSubscriber<? super AtSession> subscriber;
    /** The subscriber, a predicate, or a disposed timer may throw: the loop then ends instead of waiting for ever. */
    private final SerialTasks tasks = new SerialTasks(this::giveUp);

    private Stage stage = Stage.IDLE;
    private long requested;
    private int failures;
    private long since;
    private @Nullable Subscription connecting;
    private @Nullable Disposable waiting;
    private @Nullable AtSession session;
    /** The replies and settings that the last session left on the modem, and when it ended. */
    private Outstanding former = Outstanding.NONE;

    private long lostAt;

    ReconnectLoop(SessionFlux settings, CoreSubscriber<? super AtSession> subscriber) {
        this.settings = settings;
        this.subscriber = subscriber;
    }

    @Override
    public void request(long n) {
        if (Operators.validate(n)) {
            submit(() -> {
                requested = Operators.addCap(requested, n);
                connectIfWanted();
            });
        }
    }

    @Override
    public void cancel() {
        submit(this::end);
    }

    private void submit(Runnable task) {
        tasks.submit(task);
    }

    private void connectIfWanted() {
        if (stage != Stage.IDLE || requested == 0) {
            return;
        }
        stage = Stage.CONNECTING;
        tell(new ConnectionState.Connecting(failures + 1));
        settings.connect.apply(former.aged(Duration.ofNanos(now() - lostAt))).subscribe(new Attempt());
    }

    private void connected(AtSession fresh) {
        if (stage != Stage.CONNECTING) {
            fresh.close().subscribe();
            return;
        }
        stage = Stage.LIVE;
        connecting = null;
        session = fresh;
        since = now();
        tell(new ConnectionState.Connected(fresh));
        fresh.onClose().subscribe(nothing -> {}, cause -> submit(() -> lost(cause)), () -> submit(() -> lost(null)));
        if (requested != Long.MAX_VALUE) {
            requested--;
        }
        subscriber.onNext(fresh);
    }

    private void failed(Throwable cause) {
        if (stage != Stage.CONNECTING) {
            return;
        }
        connecting = null;
        failures++;
        tell(new ConnectionState.Failed(failures, cause));
        if (failures >= settings.backoff.attempts()
                || !settings.backoff.retryWhile().test(cause)) {
            giveUp(cause);
        } else {
            await();
        }
    }

    private void lost(@Nullable Throwable cause) {
        if (stage != Stage.LIVE) {
            return;
        }
        former = session instanceof DefaultSession ended ? ended.left() : Outstanding.NONE;
        session = null;
        lostAt = now();
        Duration lived = Duration.ofNanos(lostAt - since);
        failures = lived.compareTo(settings.backoff.stable()) >= 0 ? 0 : failures + 1;
        tell(new ConnectionState.Lost(lived, cause));
        if (failures < settings.backoff.attempts()) {
            await();
        } else {
            giveUp(cause == null ? noLine("the connection was closed") : cause);
        }
    }

    private void await() {
        Duration delay = settings.backoff.delay(failures, settings.random.getAsDouble());
        stage = Stage.WAITING;
        tell(new ConnectionState.Waiting(delay));
        waiting = settings.timer.schedule(() -> submit(this::waited), Durations.nanos(delay), TimeUnit.NANOSECONDS);
    }

    private void waited() {
        if (stage == Stage.WAITING) {
            stage = Stage.IDLE;
            connectIfWanted();
        }
    }

    private void giveUp(Throwable cause) {
        if (stage == Stage.OVER) {
            Signals.dropped(cause, subscriber);
        } else {
            end();
            Signals.error(subscriber, cause);
        }
    }

    private void end() {
        stage = Stage.OVER;
        Subscription attempt = connecting;
        if (attempt != null) {
            attempt.cancel();
        }
        Disposable timer = waiting;
        if (timer != null) {
            timer.dispose();
        }
        AtSession open = session;
        if (open != null) {
            open.close().subscribe();
        }
    }

    private long now() {
        return settings.timer.now(TimeUnit.NANOSECONDS);
    }

    private void tell(ConnectionState state) {
        Foreign.tell("a listener of connections", settings.listener, state);
    }

    private static AtConnectionException noLine(String why) {
        return new AtConnectionException(AtConnectionException.Reason.CLOSED, why, null);
    }

    /** Receives the session even if it was cancelled too late: then it must be closed. */
    private final class Attempt implements CoreSubscriber<AtSession> {

        private boolean answered;

        @Override
        public void onSubscribe(Subscription subscription) {
            submit(() -> {
                if (stage == Stage.CONNECTING) {
                    connecting = subscription;
                    subscription.request(Long.MAX_VALUE);
                } else {
                    subscription.cancel();
                }
            });
        }

        @Override
        public void onNext(AtSession fresh) {
            answered = true;
            submit(() -> connected(fresh));
        }

        @Override
        public void onError(Throwable cause) {
            submit(() -> failed(cause));
        }

        @Override
        public void onComplete() {
            if (!answered) {
                submit(() -> failed(noLine("the transport opened no line")));
            }
        }
    }
}
