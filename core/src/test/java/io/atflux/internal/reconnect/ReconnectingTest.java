package io.atflux.internal.reconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.ConnectionState;
import io.atflux.ConnectionState.Connecting;
import io.atflux.ConnectionState.Failed;
import io.atflux.ConnectionState.Lost;
import io.atflux.ConnectionState.Waiting;
import io.atflux.error.AtConnectionException;
import io.atflux.error.AtUsageException;
import io.atflux.internal.engine.Got;
import io.atflux.test.ScriptedModem;
import io.atflux.transport.Backoff;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.util.context.Context;

/** On a clock that only the test moves; the random value is always a quarter, so that 8 s are 7 s. */
class ReconnectingTest {

    private static final AtConnectionException REFUSED =
            new AtConnectionException(AtConnectionException.Reason.REFUSED, "refused", null);

    private final ScriptedModem modem = new ScriptedModem();
    private final List<ConnectionState> states = new ArrayList<>();
    private final Queue<Mono<AtSession>> answers = new ArrayDeque<>();
    private final Sessions sessions = new Sessions();

    @Test
    void nothingIsOpenedBeforeASessionIsAskedFor() {
        start(Backoff.defaults());
        assertThat(states).isEmpty();

        sessions.request(1);

        assertThat(sessions.got).hasSize(1);
        assertThat(states).hasSize(2).first().isEqualTo(new Connecting(1));
        assertThat(states.get(1)).isEqualTo(new ConnectionState.Connected(sessions.got.get(0)));
    }

    @Test
    void aFirstFailureIsTriedAgainAndEachWaitIsLonger() {
        for (int i = 0; i < 3; i++) {
            answers.add(Mono.error(REFUSED));
        }
        start(Backoff.defaults());
        sessions.request(1);
        advance("874ms");
        assertThat(states)
                .containsExactly(new Connecting(1), new Failed(1, REFUSED), new Waiting(Duration.ofMillis(875)));
        states.clear();
        advance("1ms");
        assertThat(states)
                .containsExactly(new Connecting(2), new Failed(2, REFUSED), new Waiting(Duration.ofMillis(1750)));
        states.clear();
        advance("1750ms");
        assertThat(states)
                .containsExactly(new Connecting(3), new Failed(3, REFUSED), new Waiting(Duration.ofMillis(3500)));
        assertThat(sessions.got).isEmpty();
        advance("3500ms");
        assertThat(sessions.got).hasSize(1);
    }

    @Test
    void aLossIsFollowedByTheNextSessionOnceItIsAskedFor() {
        start(Backoff.defaults());
        sessions.request(1);
        advance("60s");
        modem.drops();
        advance("1h");
        assertThat(sessions.got).hasSize(1);
        assertThat(last()).isEqualTo(new Waiting(Duration.ofMillis(875)));

        sessions.request(1);

        assertThat(sessions.got).hasSize(2);
        modem.when("AT").answers("OK");
        assertThat(new Got<>(sessions.got.get(1).send("AT")).values).hasSize(1);
    }

    @Test
    void aStableConnectionForgetsTheFailuresBeforeIt() {
        answers.add(Mono.error(REFUSED));
        answers.add(Mono.error(REFUSED));
        start(Backoff.defaults());
        sessions.request(Long.MAX_VALUE);
        advance("10s");
        assertThat(sessions.got).hasSize(1);
        // Two failures took 2.625 s: 60 s of lifetime end at 62.625 s.
        advance("52625ms");
        modem.drops();

        assertThat(((Lost) states.get(states.size() - 2)).lived()).isEqualTo(Duration.ofSeconds(60));
        assertThat(last()).isEqualTo(new Waiting(Duration.ofMillis(875)));
        advance("875ms");
        assertThat(states.get(states.size() - 2)).isEqualTo(new Connecting(1));
    }

    @Test
    void aConnectionThatIsLostBeforeItIsStableIsAFailure() {
        answers.add(Mono.error(REFUSED));
        start(Backoff.defaults());
        sessions.request(Long.MAX_VALUE);
        advance("10s");
        modem.drops();

        assertThat(last()).isEqualTo(new Waiting(Duration.ofMillis(1750)));
        advance("1750ms");
        modem.drops();
        assertThat(last()).isEqualTo(new Waiting(Duration.ofMillis(3500)));
    }

    @Test
    void aSessionThatItsUserClosedIsFollowedByTheNextOne() {
        start(Backoff.defaults());
        sessions.request(2);

        sessions.got.get(0).close().subscribe();

        assertThat(states.get(states.size() - 2)).isEqualTo(new Lost(Duration.ZERO, null));
        advance("1s");
        assertThat(sessions.got).hasSize(2);
    }

    @Test
    void cancellingClosesTheSession() {
        start(Backoff.defaults());
        sessions.request(1);

        sessions.cancel();

        assertThat(modem.isOpen()).isFalse();
        int told = states.size();
        advance("1h");
        assertThat(states).hasSize(told);
    }

    @Test
    void cancellingAWaitOpensNothingMore() {
        answers.add(Mono.error(REFUSED));
        start(Backoff.defaults());
        sessions.request(1);

        sessions.cancel();

        advance("1h");
        assertThat(states).hasSize(3);
        assertThat(sessions.error).isNull();
    }

    @Test
    void aDeviceThatDialsInIsWaitedForAsLongAsItTakes() {
        Sinks.One<AtSession> dialsIn = Sinks.one();
        answers.add(dialsIn.asMono());
        start(Backoff.defaults());
        sessions.request(1);
        advance("24h");
        assertThat(states).containsExactly(new Connecting(1));

        dialsIn.tryEmitValue(session());

        assertThat(sessions.got).hasSize(1);
    }

    @Test
    void cancellingEndsAnAttemptUnderWay() {
        Sinks.One<AtSession> dialsIn = Sinks.one();
        answers.add(dialsIn.asMono());
        start(Backoff.defaults());
        sessions.request(1);

        sessions.cancel();

        assertThat(dialsIn.currentSubscriberCount()).isZero();
    }

    @Test
    void aSessionThatComesAfterTheCancelIsClosed() {
        AtSession tooLate = session();
        answers.add(new Mono<>() {
            @Override
            public void subscribe(reactor.core.CoreSubscriber<? super AtSession> subscriber) {
                subscriber.onSubscribe(new Subscription() {
                    @Override
                    public void request(long n) {}

                    @Override
                    public void cancel() {
                        subscriber.onNext(tooLate);
                        subscriber.onComplete();
                    }
                });
            }
        });
        start(Backoff.defaults());
        sessions.request(1);

        sessions.cancel();

        assertThat(sessions.got).isEmpty();
        assertThat(modem.isOpen()).isFalse();
    }

    @Test
    void soManyFailuresInARowAreTheEnd() {
        answers.add(Mono.error(new IllegalStateException("not this one")));
        answers.add(Mono.error(REFUSED));
        start(Backoff.builder().attempts(2).retryWhile(failure -> true).build());
        sessions.request(1);
        advance("1s");

        assertThat(sessions.error).isSameAs(REFUSED);
        assertThat(last()).isEqualTo(new Failed(2, REFUSED));
    }

    @Test
    void lossesInARowAreTheEndToo() {
        start(Backoff.builder().attempts(1).build());
        sessions.request(1);
        modem.drops();

        assertThat(sessions.error).isInstanceOf(AtConnectionException.class).hasMessageContaining("lost");
    }

    @Test
    void whatNoRepetitionMendsIsNotTriedAgain() {
        AtUsageException misspelt = new AtUsageException(AtUsageException.Reason.URL, "no such option", null);
        answers.add(Mono.error(misspelt));
        start(Backoff.defaults());
        sessions.request(1);

        assertThat(sessions.error).isSameAs(misspelt);
    }

    @Test
    void aTransportThatOpensNothingIsAFailure() {
        answers.add(Mono.empty());
        start(Backoff.defaults());
        sessions.request(1);

        assertThat(((Failed) states.get(1)).cause()).hasMessage("the transport opened no line");
        advance("1s");
        assertThat(sessions.got).hasSize(1);
    }

    @Test
    void aPredicateThatThrowsEndsTheSessionsInsteadOfHangingThem() {
        IllegalStateException thrown = new IllegalStateException("a predicate's own");
        answers.add(Mono.error(REFUSED));
        start(Backoff.builder()
                .retryWhile(failure -> {
                    throw thrown;
                })
                .build());
        sessions.request(1);

        assertThat(sessions.error).isSameAs(thrown);
    }

    @Test
    void aListenerThatThrowsChangesNothing() {
        failing(new IllegalStateException("a listener's own"));
    }

    @Test
    void neitherDoesOneThatThrowsAnError() {
        failing(new NoSuchMethodError("a listener's own"));
    }

    private void failing(Throwable thrown) {
        new SessionFlux(
                        former -> connect(),
                        modem.timer(),
                        Backoff.defaults(),
                        state -> {
                            throw ReconnectingTest.<RuntimeException>past(thrown);
                        },
                        () -> 0.25)
                .subscribe(sessions);
        sessions.request(2);
        assertThat(sessions.got).hasSize(1);
        modem.drops();
        advance("1s");
        assertThat(sessions.got).hasSize(2);

        sessions.cancel();
        assertThat(modem.isOpen()).isFalse();
    }

    @Test
    void aSubscriberThatThrowsIsToldSoAndItsSessionIsClosed() {
        IllegalStateException thrown = new IllegalStateException("a subscriber's own");
        Throwing subscriber = new Throwing(thrown, null);
        flux(modem.timer()).subscribe(subscriber);
        assertThat(subscriber.error).isSameAs(thrown);
        assertThat(modem.isOpen()).isFalse();
    }

    @Test
    void whatASubscriberThrowsThatIsToldOfItsEndIsDropped() {
        IllegalStateException alsoThrown = new IllegalStateException("of its end");
        Throwing subscriber = new Throwing(new IllegalStateException("of its session"), alsoThrown);
        flux(modem.timer()).subscribe(subscriber);
        assertThat(subscriber.dropped).containsExactly(alsoThrown);
        assertThat(modem.isOpen()).isFalse();
    }

    @Test
    void whatTheJvmMayNotSurvivePassesAndTheSessionIsClosed() {
        OutOfMemoryError fatal = new OutOfMemoryError("not really");
        Throwing subscriber = new Throwing(fatal, null);
        assertThatThrownBy(() -> flux(modem.timer()).subscribe(subscriber)).isSameAs(fatal);
        assertThat(subscriber.error).isSameAs(fatal);
        assertThat(modem.isOpen()).isFalse();
    }

    @Test
    void cancellingAWaitTakesItFromTheTimer() {
        List<Disposable> scheduled = new ArrayList<>();
        Scheduler timer = modem.timer();
        answers.add(Mono.error(REFUSED));
        flux(new Scheduler() {
                    @Override
                    public Disposable schedule(Runnable task) {
                        return timer.schedule(task);
                    }

                    @Override
                    public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
                        scheduled.add(timer.schedule(task, delay, unit));
                        return scheduled.get(scheduled.size() - 1);
                    }

                    @Override
                    public long now(TimeUnit unit) {
                        return timer.now(unit);
                    }

                    @Override
                    public Worker createWorker() {
                        return timer.createWorker();
                    }
                })
                .subscribe(sessions);
        sessions.request(1);
        assertThat(scheduled).singleElement().matches(wait -> !wait.isDisposed());

        sessions.cancel();

        assertThat(scheduled).singleElement().matches(Disposable::isDisposed);
    }

    @Test
    void anAttemptThatBeginsAfterTheCancelIsCancelled() {
        List<CoreSubscriber<? super AtSession>> attempts = new ArrayList<>();
        answers.add(new Mono<>() {
            @Override
            public void subscribe(CoreSubscriber<? super AtSession> subscriber) {
                attempts.add(subscriber);
            }
        });
        start(Backoff.defaults());
        sessions.request(1);
        sessions.cancel();
        List<String> asked = new ArrayList<>();
        attempts.get(0).onSubscribe(new Subscription() {
            @Override
            public void request(long n) {
                asked.add("request");
            }

            @Override
            public void cancel() {
                asked.add("cancel");
            }
        });
        assertThat(asked).containsExactly("cancel");
    }

    private SessionFlux flux(Scheduler timer) {
        return new SessionFlux(former -> connect(), timer, Backoff.defaults(), states::add, () -> 0.25);
    }

    /** Requests one session, and throws the given errors: from that signal, and from the error after it. */
    private static final class Throwing implements CoreSubscriber<AtSession> {

        private final Throwable fromNext;
        private final @org.jspecify.annotations.Nullable Throwable fromError;
        final List<Throwable> dropped = new ArrayList<>();

        @org.jspecify.annotations.Nullable
        Throwable error;

        Throwing(Throwable fromNext, @org.jspecify.annotations.Nullable Throwable fromError) {
            this.fromNext = fromNext;
            this.fromError = fromError;
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            subscription.request(1);
        }

        @Override
        public void onNext(AtSession session) {
            throw ReconnectingTest.<RuntimeException>past(fromNext);
        }

        @Override
        public void onError(Throwable failure) {
            error = failure;
            if (fromError != null) {
                throw ReconnectingTest.<RuntimeException>past(fromError);
            }
        }

        @Override
        public void onComplete() {}

        @Override
        public Context currentContext() {
            Consumer<Throwable> hook = dropped::add;
            return Context.of("reactor.onErrorDropped.local", hook);
        }
    }

    /** Throws any exception, unchecked by the compiler. */
    @SuppressWarnings("unchecked")
    private static <E extends Throwable> E past(Throwable thrown) throws E {
        throw (E) thrown;
    }

    private void start(Backoff backoff) {
        new SessionFlux(former -> connect(), modem.timer(), backoff, states::add, () -> 0.25).subscribe(sessions);
    }

    private Mono<AtSession> connect() {
        return Mono.defer(() -> {
            Mono<AtSession> scripted = answers.poll();
            return scripted == null ? Mono.fromSupplier(this::session) : scripted;
        });
    }

    private AtSession session() {
        return modem.session(AtClient.over(modem));
    }

    private ConnectionState last() {
        return states.get(states.size() - 1);
    }

    private void advance(String time) {
        modem.advance(io.atflux.internal.time.Durations.parse(time));
    }

    /** Requests nothing on subscription. */
    private static final class Sessions extends BaseSubscriber<AtSession> {
        final List<AtSession> got = new ArrayList<>();

        @org.jspecify.annotations.Nullable
        Throwable error;

        @Override
        protected void hookOnSubscribe(Subscription subscription) {}

        @Override
        protected void hookOnNext(AtSession session) {
            got.add(session);
        }

        @Override
        protected void hookOnError(Throwable failure) {
            error = failure;
        }
    }
}
