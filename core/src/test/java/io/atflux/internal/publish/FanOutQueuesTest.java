package io.atflux.internal.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.error.AtOverflowException;
import io.atflux.error.Outcome;
import io.atflux.urc.Overflow;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.DefaultEventExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.util.context.Context;

/** Each subscriber's queue, on a loop that runs on the test's thread. */
class FanOutQueuesTest {

    private final List<Long> dropped = new ArrayList<>();
    private final FanOut<Integer> hub = new FanOut<>(new EmbeddedChannel().eventLoop(), dropped::add);

    /** Requests as the test says, and records its signals as text. */
    private static class Slow implements CoreSubscriber<Object> {

        final List<String> got = new ArrayList<>();
        final List<Throwable> errors = new ArrayList<>();
        final List<Throwable> reported = new ArrayList<>();
        Subscription subscription = reactor.core.publisher.Operators.cancelledSubscription();

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
            got.add("error");
            errors.add(error);
        }

        @Override
        public void onComplete() {
            got.add("end");
        }

        @Override
        public Context currentContext() {
            Consumer<Throwable> hook = reported::add;
            return Context.of("reactor.onErrorDropped.local", hook);
        }
    }

    private Slow subscriber(Overflow overflow) {
        Slow slow = new Slow();
        hub.flux(event -> event, overflow).subscribe(slow);
        return slow;
    }

    private void emit(int... events) {
        for (int event : events) {
            hub.emit(event);
        }
    }

    @Test
    void asManyAreHandedOutAsWereAskedFor() {
        Slow slow = subscriber(Overflow.dropOldest(4));
        slow.subscription.request(1);
        emit(1, 2, 3);
        assertThat(slow.got).containsExactly("1");
        slow.subscription.request(1);
        assertThat(slow.got).containsExactly("1", "2");
        slow.subscription.request(Long.MAX_VALUE);
        emit(4, 5, 6, 7, 8, 9);
        assertThat(slow.got).containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9");
        assertThat(dropped).isEmpty();
    }

    @Test
    void aRequestOfNothingAsksForNothing() {
        Slow slow = subscriber(Overflow.dropOldest(4));
        slow.subscription.request(0);
        emit(1);
        assertThat(slow.got).isEmpty();
    }

    @Test
    void aFullQueueGivesUpItsOldestAndSaysSo() {
        List<Long> lost = new ArrayList<>();
        Slow slow = subscriber(Overflow.dropOldest(2).counting(lost::add));
        emit(1, 2, 3, 4);
        assertThat(dropped).containsExactly(1L, 1L);
        assertThat(lost).containsExactly(1L, 1L);
        slow.subscription.request(9);
        assertThat(slow.got).containsExactly("3", "4");
    }

    @Test
    void aFullQueueRefusesTheNewestAndSaysSo() {
        List<Long> lost = new ArrayList<>();
        Slow slow = subscriber(Overflow.dropNewest(2).counting(lost::add));
        emit(1, 2, 3, 4);
        assertThat(dropped).containsExactly(1L, 1L);
        assertThat(lost).containsExactly(1L, 1L);
        slow.subscription.request(9);
        assertThat(slow.got).containsExactly("1", "2");
    }

    @Test
    void anOverflowThatIsAnErrorEndsItAfterWhatWaits() {
        Slow slow = subscriber(Overflow.error(2));
        emit(1, 2);
        assertThat(hub.hasSubscribers()).isTrue();
        emit(3, 4);
        assertThat(dropped).containsExactly(1L);
        assertThat(hub.hasSubscribers()).isFalse();
        slow.subscription.request(1);
        assertThat(slow.got).containsExactly("1");
        slow.subscription.request(1);
        assertThat(slow.got).containsExactly("1", "2", "error");
        assertThat(slow.errors).singleElement().isInstanceOfSatisfying(AtOverflowException.class, error -> {
            assertThat(error.outcome()).isEqualTo(Outcome.NOT_SENT);
            assertThat(error).hasMessageContaining("a subscriber did not keep up: more than 2 events waited");
        });
    }

    @Test
    void theEndComesOnceAndAfterWhatWaits() {
        Slow slow = subscriber(Overflow.dropOldest(2));
        emit(1);
        hub.terminate(null);
        assertThat(slow.got).isEmpty();
        slow.subscription.request(1);
        assertThat(slow.got).containsExactly("1", "end");
        slow.subscription.request(1);
        assertThat(slow.got).containsExactly("1", "end");
    }

    @Test
    void whoIsToldOfTheEndGetsNothingThatComesWithIt() {
        FanOut<Integer> ending = new FanOut<>(new EmbeddedChannel().eventLoop(), dropped::add);
        Slow first = new Slow() {
            @Override
            public void onComplete() {
                super.onComplete();
                ending.emit(2);
            }
        };
        Slow second = new Slow();
        ending.flux(event -> event, Overflow.dropOldest(2)).subscribe(first);
        ending.flux(event -> event, Overflow.dropOldest(2)).subscribe(second);
        first.subscription.request(2);
        second.subscription.request(2);
        ending.terminate(null);
        assertThat(first.got).containsExactly("end");
        assertThat(second.got).containsExactly("end");
    }

    @Test
    void anEventThatASubscriberCausesComesAfterTheOneThatItIsHanding() {
        List<String> steps = new ArrayList<>();
        hub.<Integer>flux(event -> event, Overflow.dropOldest(4)).subscribe(event -> {
            steps.add("begin " + event);
            if (event == 1) {
                emit(2);
            }
            steps.add("end " + event);
        });
        emit(1);
        assertThat(steps).containsExactly("begin 1", "end 1", "begin 2", "end 2");
    }

    @Test
    void whatIsNotPickedIsNeitherHandedOutNorDropped() {
        Slow slow = new Slow();
        hub.flux(event -> event % 2 == 0 ? event : null, Overflow.dropOldest(1)).subscribe(slow);
        emit(2, 1, 3);
        slow.subscription.request(9);
        assertThat(slow.got).containsExactly("2");
        assertThat(dropped).isEmpty();
    }

    @Test
    void whoLeavesWhileItSubscribesIsNotAdmitted() {
        Slow slow = new Slow() {
            @Override
            public void onSubscribe(Subscription given) {
                given.request(9);
                given.cancel();
            }
        };
        hub.flux(event -> event, Overflow.dropOldest(1)).subscribe(slow);
        assertThat(hub.hasSubscribers()).isFalse();
        emit(1);
        hub.terminate(null);
        assertThat(slow.got).isEmpty();
    }

    @Test
    void whoLeavesWhileItIsGivenSomethingGetsNothingOfWhatWaits() {
        Slow slow = new Slow() {
            @Override
            public void onNext(Object value) {
                super.onNext(value);
                subscription.cancel();
            }
        };
        hub.flux(event -> event, Overflow.dropOldest(4)).subscribe(slow);
        emit(1, 2);
        hub.terminate(null);
        slow.subscription.request(9);
        assertThat(slow.got).containsExactly("1");
    }

    @Test
    void oneThatThrowsGetsNothingMoreAndTheOthersNoticeNothing() {
        Slow throwing = new Slow() {
            @Override
            public void onNext(Object value) {
                super.onNext(value);
                throw new IllegalStateException("thrown");
            }
        };
        hub.flux(event -> event, Overflow.dropOldest(4)).subscribe(throwing);
        emit(1, 2);
        throwing.subscription.request(9);
        assertThat(hub.hasSubscribers()).isFalse();
        assertThat(throwing.got).containsExactly("1");
        assertThat(throwing.reported).singleElement().hasToString("java.lang.IllegalStateException: thrown");
        Slow other = subscriber(Overflow.dropOldest(4));
        other.subscription.request(9);
        emit(3);
        assertThat(other.got).containsExactly("3");
    }

    @Test
    void aCounterThatThrowsCostsNobodyAnEvent() {
        Slow slow = subscriber(Overflow.dropOldest(1).counting(lost -> {
            throw new IllegalStateException("counter");
        }));
        emit(1, 2);
        slow.subscription.request(9);
        assertThat(slow.got).containsExactly("2");
        assertThat(slow.reported).singleElement().hasToString("java.lang.IllegalStateException: counter");
    }

    @Test
    void whatWaitsIsHandedOutAlsoWhenTheLoopHasEnded() throws Exception {
        DefaultEventExecutor loop = new DefaultEventExecutor();
        FanOut<Integer> ended = new FanOut<>(loop, dropped::add);
        Slow slow = new Slow();
        ended.flux(event -> event, Overflow.dropOldest(4)).subscribe(slow);
        loop.submit(() -> {
                    ended.emit(1);
                    ended.terminate(null);
                })
                .get(30, TimeUnit.SECONDS);
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
        assertThat(slow.got).isEmpty();
        slow.subscription.request(1);
        assertThat(slow.got).containsExactly("1", "end");
    }
}
