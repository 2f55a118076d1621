package io.atflux.internal.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.command.AtReply;
import io.atflux.internal.engine.Got;
import io.atflux.line.AtLine;
import io.atflux.line.LineShape;
import io.atflux.test.ScriptedModem;
import io.atflux.urc.Overflow;
import io.atflux.urc.UrcType;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;

class DeliveryTest {

    private static final UrcType<AtLine> U = UrcType.of(LineShape.named("+U"));

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final Scheduler elsewhere = Schedulers.fromExecutor(tasks::add);
    private final ScriptedModem modem = new ScriptedModem();

    private void runElsewhere() {
        for (Runnable next = tasks.poll(); next != null; next = tasks.poll()) {
            next.run();
        }
    }

    @Test
    void nothingIsTakenFromASubscribersQueueThatItDidNotAskFor() {
        TestPublisher<Integer> source = TestPublisher.create();
        List<Integer> got = new ArrayList<>();
        BaseSubscriber<Integer> subscriber = new BaseSubscriber<>() {
            @Override
            protected void hookOnSubscribe(org.reactivestreams.Subscription subscription) {
                // Requests later.
            }

            @Override
            protected void hookOnNext(Integer value) {
                got.add(value);
            }
        };
        Delivery.of(source.flux(), elsewhere).subscribe(subscriber);
        source.assertWasNotRequested();
        subscriber.request(3);
        source.assertMinRequested(3).assertMaxRequested(3);
        source.next(1, 2, 3);
        assertThat(got).isEmpty();
        runElsewhere();
        assertThat(got).containsExactly(1, 2, 3);
        source.assertMaxRequested(3);
        subscriber.cancel();
        source.assertCancelled();
    }

    @Test
    void aSubscriberThatAsksForAllHasAFewEventsUnderWay() {
        List<Long> requests = new ArrayList<>();
        List<Integer> got = new ArrayList<>();
        Delivery.of(Flux.range(0, 100).hide().doOnRequest(requests::add), elsewhere)
                .subscribe(got::add);
        assertThat(requests).containsExactly(16L);
        runElsewhere();
        assertThat(got).hasSize(100).isSorted();
        assertThat(requests).hasSizeLessThan(12).allMatch(n -> n <= 16);
    }

    @Test
    void anErrorComesBehindWhatCameBeforeIt() {
        StepVerifier.create(Delivery.of(
                        Flux.just(1, 2).concatWith(Flux.error(new IllegalStateException("end"))), Schedulers.single()))
                .expectNext(1, 2)
                .expectErrorMessage("end")
                .verify(Duration.ofSeconds(5));
    }

    @Test
    void whoHasCancelledGetsNothingMore() {
        List<Integer> got = new ArrayList<>();
        Mono<Integer> mono = Delivery.of(Mono.just(1), elsewhere);
        mono.subscribe(got::add).dispose();
        runElsewhere();
        assertThat(got).isEmpty();
    }

    @Test
    void aSchedulerThatTakesNothingIsTheSubscribersError() {
        Scheduler gone = Schedulers.newSingle("gone");
        gone.dispose();
        modem.when("AT").answers("OK");
        AtSession session = modem.session();
        Got<AtReply> got = new Got<>(Delivery.of(session.send("AT"), gone));
        got.error(RejectedExecutionException.class);
        assertThat(new Got<>(session.send("AT")).values).hasSize(1);
    }

    /** On real threads, and as configured by a client's options. */
    @Test
    void aSlowSubscriberElsewhereLosesExactlyWhatItsQueueCannotHold() throws InterruptedException {
        Scheduler thread = Schedulers.newSingle("elsewhere");
        CountDownLatch slow = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch last = new CountDownLatch(1);
        List<String> got = new CopyOnWriteArrayList<>();
        AtSession session = java.util.Objects.requireNonNull(
                AtClient.over(modem).deliverOn(thread).connect().block());
        session.urcs(U, Overflow.dropOldest(2)).subscribe(new BaseSubscriber<>() {
            @Override
            protected void hookOnSubscribe(org.reactivestreams.Subscription subscription) {
                request(1);
            }

            @Override
            protected void hookOnNext(AtLine line) {
                got.add(line.text());
                begun.countDown();
                await(slow);
                if (line.text().endsWith("9")) {
                    last.countDown();
                }
                request(1);
            }
        });
        modem.prints("+U: 0");
        await(begun);
        for (int i = 1; i < 10; i++) {
            modem.prints("+U: " + i);
        }
        slow.countDown();
        assertThat(last.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(got).containsExactly("+U: 0", "+U: 8", "+U: 9");
        assertThat(session.stats().dropped()).isEqualTo(7);
        thread.dispose();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(5, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
