package io.atflux.internal.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;
import reactor.core.scheduler.Scheduler;
import reactor.util.context.Context;

/** The requests to the source, and the signals to the worker and the subscriber, one at a time. */
class DeliveryDemandTest {

    private final Source source = new Source();
    private final Elsewhere elsewhere = new Elsewhere();
    private final Taker taker = new Taker();

    /** Records its requests. */
    private static final class Source extends Flux<Integer> implements Subscription {

        final List<String> asked = new ArrayList<>();
        CoreSubscriber<? super Integer> to = Operators.emptySubscriber();

        @Override
        public void subscribe(CoreSubscriber<? super Integer> actual) {
            to = actual;
            actual.onSubscribe(this);
        }

        @Override
        public void request(long n) {
            asked.add("" + n);
        }

        @Override
        public void cancel() {
            asked.add("cancel");
        }

        void emits(int values) {
            for (int i = 0; i < values; i++) {
                to.onNext(i);
            }
        }
    }

    /** Runs tasks when the test says so. */
    private static final class Elsewhere implements Scheduler.Worker {

        final Queue<Runnable> tasks = new ArrayDeque<>();
        boolean refuses;
        boolean disposed;

        void runs() {
            for (Runnable next = tasks.poll(); next != null; next = tasks.poll()) {
                next.run();
            }
        }

        @Override
        public Disposable schedule(Runnable task) {
            if (refuses) {
                throw new RejectedExecutionException("refused");
            }
            tasks.add(task);
            return Disposables.single();
        }

        Scheduler scheduler() {
            return new Scheduler() {
                @Override
                public Disposable schedule(Runnable task) {
                    throw new UnsupportedOperationException("without a worker");
                }

                @Override
                public Worker createWorker() {
                    return Elsewhere.this;
                }
            };
        }

        @Override
        public void dispose() {
            disposed = true;
        }
    }

    private static class Taker implements CoreSubscriber<Object> {

        final List<String> got = new ArrayList<>();
        final List<Throwable> reported = new ArrayList<>();
        Subscription subscription = Operators.cancelledSubscription();

        @Override
        public void onSubscribe(Subscription given) {
            subscription = given;
        }

        @Override
        public void onNext(Object value) {
            got.add("" + value);
        }

        @Override
        public void onError(Throwable error) {
            got.add("" + error);
        }

        @Override
        public void onComplete() {
            got.add("end");
        }

        @Override
        public Context currentContext() {
            Consumer<Throwable> hook = reported::add;
            return Context.of("reactor.onErrorDropped.local", hook, "who", "me");
        }
    }

    private void subscribe(Taker to) {
        Delivery.of(source, elsewhere.scheduler()).subscribe(to);
    }

    @Test
    void whoAsksForAllHasSixteenUnderWayAndMoreOnceTwelveOfThemAreHandedOn() {
        subscribe(taker);
        taker.subscription.request(Long.MAX_VALUE);
        source.emits(11);
        elsewhere.runs();
        assertThat(source.asked).containsExactly("16");
        source.emits(1);
        elsewhere.runs();
        assertThat(source.asked).containsExactly("16", "12");
        source.emits(12);
        elsewhere.runs();
        assertThat(source.asked).containsExactly("16", "12", "12");
        assertThat(taker.got).hasSize(24);
    }

    @Test
    void neverIsMoreAskedForThanTheSubscriberAskedFor() {
        subscribe(taker);
        taker.subscription.request(20);
        source.emits(12);
        elsewhere.runs();
        assertThat(source.asked).containsExactly("16");
        source.emits(2);
        elsewhere.runs();
        assertThat(source.asked).containsExactly("16", "4");
        source.emits(6);
        elsewhere.runs();
        assertThat(source.asked).containsExactly("16", "4");
        taker.subscription.request(1);
        assertThat(source.asked).containsExactly("16", "4", "1");
        taker.subscription.request(0);
        assertThat(source.asked).containsExactly("16", "4", "1");
    }

    @Test
    void whatComesWhileSomethingIsHandedOnComesAfterIt() {
        Taker causes = new Taker() {
            @Override
            public void onNext(Object value) {
                super.onNext(value + " begin");
                if (got.size() == 1) {
                    source.to.onNext(1);
                }
                super.onNext(value + " end");
            }
        };
        subscribe(causes);
        causes.subscription.request(Long.MAX_VALUE);
        source.emits(1);
        elsewhere.runs();
        source.emits(1);
        elsewhere.runs();
        assertThat(causes.got).containsExactly("0 begin", "0 end", "1 begin", "1 end", "0 begin", "0 end");
    }

    @Test
    void theEndComesBehindTheValuesAndGivesTheWorkerBack() {
        subscribe(taker);
        taker.subscription.request(4);
        source.emits(2);
        source.to.onComplete();
        assertThat(taker.got).isEmpty();
        elsewhere.runs();
        assertThat(taker.got).containsExactly("0", "1", "end");
        assertThat(elsewhere.disposed).isTrue();
        source.to.onNext(9);
        elsewhere.runs();
        assertThat(taker.got).containsExactly("0", "1", "end");
    }

    @Test
    void anErrorComesByItselfAndGivesTheWorkerBack() {
        subscribe(taker);
        source.to.onError(new IllegalStateException("lost"));
        elsewhere.runs();
        assertThat(taker.got).containsExactly("java.lang.IllegalStateException: lost");
        assertThat(elsewhere.disposed).isTrue();
    }

    @Test
    void aCancelReachesTheSourceAndGivesTheWorkerBack() {
        subscribe(taker);
        taker.subscription.request(4);
        source.emits(1);
        taker.subscription.cancel();
        assertThat(source.asked).containsExactly("4", "cancel");
        assertThat(elsewhere.disposed).isTrue();
        elsewhere.runs();
        assertThat(taker.got).isEmpty();
    }

    @Test
    void aSubscriberThatThrowsIsAsIfItHadCancelled() {
        Taker throwing = new Taker() {
            @Override
            public void onNext(Object value) {
                super.onNext(value);
                throw new AssertionError("thrown");
            }
        };
        subscribe(throwing);
        throwing.subscription.request(4);
        source.emits(2);
        elsewhere.runs();
        assertThat(throwing.got).containsExactly("0");
        assertThat(throwing.reported).singleElement().hasToString("java.lang.AssertionError: thrown");
        assertThat(source.asked).containsExactly("4", "cancel");
        assertThat(elsewhere.disposed).isTrue();
    }

    @Test
    void aSchedulerThatRefusesCancelsTheSourceAndIsTheSubscribersErrorOnce() {
        subscribe(taker);
        taker.subscription.request(4);
        elsewhere.refuses = true;
        source.emits(1);
        source.to.onComplete();
        assertThat(source.asked).containsExactly("4", "cancel");
        assertThat(taker.got).singleElement().asString().contains("RejectedExecutionException");
    }

    @Test
    void whoHasCancelledIsNotToldOfASchedulerThatRefuses() {
        subscribe(taker);
        taker.subscription.request(4);
        taker.subscription.cancel();
        elsewhere.refuses = true;
        source.emits(1);
        assertThat(taker.got).isEmpty();
        assertThat(taker.reported).isEmpty();
    }

    @Test
    void theSubscribersContextReachesTheSource() {
        subscribe(taker);
        String who = source.to.currentContext().get("who");
        assertThat(who).isEqualTo("me");
    }
}
