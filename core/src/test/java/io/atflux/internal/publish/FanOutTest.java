package io.atflux.internal.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.urc.Overflow;
import io.netty.util.concurrent.DefaultEventExecutor;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** Subscribers on threads other than the loop's. */
class FanOutTest {

    private final DefaultEventExecutor loop = new DefaultEventExecutor();
    private final FanOut<Integer> hub = new FanOut<>(loop, dropped -> {});

    @AfterEach
    void end() {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    @Test
    void subscriberGetsWhatTheLoopEmitsBeforeItsNextTask() throws Exception {
        CountDownLatch subscribed = new CountDownLatch(1);
        CountDownLatch busy = new CountDownLatch(1);
        var reading = loop.submit(() -> {
            busy.countDown();
            assertThat(subscribed.await(30, TimeUnit.SECONDS)).isTrue();
            hub.emit(1);
            return true;
        });
        assertThat(busy.await(30, TimeUnit.SECONDS)).isTrue();
        List<Integer> got = new CopyOnWriteArrayList<>();
        hub.flux(event -> event, Overflow.dropOldest(4)).subscribe(got::add);
        subscribed.countDown();
        reading.get(30, TimeUnit.SECONDS);
        afterAllTasks();
        assertThat(got).containsExactly(1);
    }

    @Test
    void subscriberThatHasLeftGetsNothingMore() throws Exception {
        List<Integer> got = new CopyOnWriteArrayList<>();
        Disposable subscription =
                hub.flux(event -> event, Overflow.dropOldest(4)).subscribe(got::add);
        loop.execute(() -> hub.emit(1));
        afterAllTasks();
        subscription.dispose();
        loop.execute(() -> hub.emit(2));
        afterAllTasks();
        assertThat(got).containsExactly(1);
        assertThat(hub.hasSubscribers()).isFalse();
    }

    @Test
    void subscriberThatComesAfterTheEndIsToldOfIt() throws Exception {
        IllegalStateException lost = new IllegalStateException("lost");
        loop.submit(() -> hub.terminate(lost)).get(30, TimeUnit.SECONDS);
        Flux<Integer> late = hub.flux(event -> event, Overflow.dropOldest(4));
        StepVerifier.create(late).expectErrorMatches(lost::equals).verify();
    }

    private void afterAllTasks() throws Exception {
        loop.submit(() -> {}).get(30, TimeUnit.SECONDS);
    }
}
