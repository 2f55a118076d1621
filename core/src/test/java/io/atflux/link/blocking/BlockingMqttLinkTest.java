package io.atflux.link.blocking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.atflux.error.AtUsageException;
import io.atflux.link.DeliveryOutcome;
import io.atflux.link.DeliveryReceipt;
import io.atflux.link.StubLink;
import io.atflux.link.blocking.BlockingException.Reason;
import io.atflux.mqtt.MqttMessage;
import io.atflux.mqtt.Qos;
import io.atflux.urc.Overflow;
import io.netty.channel.DefaultEventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

@Timeout(60)
class BlockingMqttLinkTest {

    private static final Duration LONG = Duration.ofSeconds(50);
    private static final MqttMessage MESSAGE = MqttMessage.of("t", "x");
    private static final DeliveryReceipt RECEIPT =
            DeliveryReceipt.builder(MESSAGE, "1", DeliveryOutcome.CONFIRMED).build();

    private final StubLink stub = new StubLink();
    private final BlockingMqttLink link = BlockingMqttLink.of(stub);

    /** The kind of the test's own threads. */
    enum Threads {
        PLATFORM,
        VIRTUAL;

        /** A thread that was started; a test of virtual ones is skipped before JDK 21. */
        Thread start(Runnable task) throws ReflectiveOperationException {
            if (this == PLATFORM) {
                Thread thread = new Thread(task, "test");
                thread.start();
                return thread;
            }
            assumeTrue(Runtime.version().feature() >= 21, "virtual threads");
            return (Thread)
                    Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
        }

        <T> FutureTask<T> call(Callable<T> task) throws ReflectiveOperationException {
            FutureTask<T> future = new FutureTask<>(task);
            start(future);
            return future;
        }
    }

    private static Reason reason(@Nullable Throwable thrown) {
        assertThat(thrown).isInstanceOf(BlockingException.class);
        return ((BlockingException) java.util.Objects.requireNonNull(thrown)).reason();
    }

    @ParameterizedTest
    @EnumSource
    void aPublishReturnsItsReceiptWhenItComes(Threads threads) throws Exception {
        Sinks.One<DeliveryReceipt> end = Sinks.one();
        CountDownLatch begun = new CountDownLatch(1);
        stub.receipt = end.asMono().doOnSubscribe(subscription -> begun.countDown());
        FutureTask<DeliveryReceipt> waiting = threads.call(() -> link.publish(MESSAGE, LONG));
        begun.await();
        end.tryEmitValue(RECEIPT);
        assertThat(waiting.get()).isSameAs(RECEIPT);
    }

    @Test
    void whatTheLinkErrorsWithIsThrownAsItIs() {
        AtUsageException failure = new AtUsageException(AtUsageException.Reason.PARAMETER, "no topic", "PUBLISH");
        stub.receipt = Mono.error(failure);
        assertThatThrownBy(() -> link.publish(MESSAGE, LONG)).isSameAs(failure);
        stub.start = Mono.error(new java.io.IOException("checked"));
        assertThatThrownBy(() -> link.start(LONG)).hasCauseInstanceOf(java.io.IOException.class);
    }

    @ParameterizedTest
    @EnumSource
    void aTimeOutCancels(Threads threads) throws Exception {
        CountDownLatch cancelled = new CountDownLatch(1);
        stub.receipt = Mono.<DeliveryReceipt>never().doOnCancel(cancelled::countDown);
        Throwable thrown = threads.call(() -> catchThrowable(() -> link.publish(MESSAGE, Duration.ofMillis(20))))
                .get();
        assertThat(reason(thrown)).isEqualTo(Reason.TIMEOUT);
        assertThat(thrown).hasMessage("a publish did not end within 20 ms");
        cancelled.await();
    }

    @ParameterizedTest
    @EnumSource
    void anInterruptCancelsAndTheFlagIsSetAgain(Threads threads) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        stub.receipt = Mono.<DeliveryReceipt>never()
                .doOnSubscribe(subscription -> begun.countDown())
                .doOnCancel(cancelled::countDown);
        List<Object> seen = new ArrayList<>();
        CountDownLatch over = new CountDownLatch(1);
        Thread thread = threads.start(() -> {
            seen.add(reason(catchThrowable(() -> link.publish(MESSAGE, LONG))));
            seen.add(Thread.currentThread().isInterrupted());
            seen.add(reason(catchThrowable(() -> link.start(LONG))));
            over.countDown();
        });
        begun.await();
        thread.interrupt();
        over.await();
        cancelled.await();
        assertThat(seen).containsExactly(Reason.INTERRUPTED, true, Reason.INTERRUPTED);
        assertThat(stub.published).hasSize(1);
    }

    @Test
    void aThreadThatMustNotBlockIsToldInsteadOfHeldUpForEver() throws Exception {
        stub.receipt = Mono.never();
        BlockingMessages messages = link.messages("#", Qos.AT_LEAST_ONCE);
        Scheduler reactors = Schedulers.newParallel("reactors-own");
        DefaultEventLoop nettys = new DefaultEventLoop();
        try {
            for (ExecutorService loop : List.of(nettys, new Executing(reactors))) {
                Throwable thrown = loop.submit(() -> catchThrowable(() -> link.publish(MESSAGE, LONG)))
                        .get(30, TimeUnit.SECONDS);
                assertThat(reason(thrown)).isEqualTo(Reason.MUST_NOT_BLOCK);
                assertThat(thrown).hasMessageContaining("must not be blocked");
                assertThat(reason(loop.submit(() -> catchThrowable(messages::take))
                                .get(30, TimeUnit.SECONDS)))
                        .isEqualTo(Reason.MUST_NOT_BLOCK);
            }
            assertThat(stub.published).isEmpty();
        } finally {
            reactors.dispose();
            nettys.shutdownGracefully(0, 1, TimeUnit.SECONDS).await();
        }
    }

    /** A scheduler as an executor. */
    private static final class Executing extends java.util.concurrent.AbstractExecutorService {
        private final Scheduler scheduler;

        Executing(Scheduler scheduler) {
            this.scheduler = scheduler;
        }

        @Override
        public void execute(Runnable task) {
            scheduler.schedule(task);
        }

        @Override
        public void shutdown() {
            scheduler.dispose();
        }

        @Override
        public List<Runnable> shutdownNow() {
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return scheduler.isDisposed();
        }

        @Override
        public boolean isTerminated() {
            return scheduler.isDisposed();
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return true;
        }
    }

    @Test
    void aCloseIsNotTakenBackByItsTimeOut() {
        List<String> cancelled = new ArrayList<>();
        stub.close = Mono.<Void>never().doOnCancel(() -> cancelled.add("cancelled"));
        assertThat(reason(catchThrowable(() -> link.close(Duration.ofMillis(10)))))
                .isEqualTo(Reason.TIMEOUT);
        assertThat(cancelled).isEmpty();
    }

    @Test
    void aTimeOutOfNothingIsRefused() {
        assertThatThrownBy(() -> link.start(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }

    // Messages

    @ParameterizedTest
    @EnumSource
    void messagesAreTakenInOrderAsTheyCome(Threads threads) throws Exception {
        BlockingMessages messages = link.messages("#", Qos.AT_LEAST_ONCE, Overflow.dropOldest(10));
        FutureTask<List<String>> taker = threads.call(() -> {
            List<String> got = new ArrayList<>();
            for (MqttMessage message : messages) {
                got.add(message.text());
            }
            return got;
        });
        for (String text : List.of("a", "b", "c")) {
            stub.inbound.tryEmitNext(MqttMessage.of("t", text));
        }
        stub.inbound.tryEmitComplete();
        assertThat(taker.get()).containsExactly("a", "b", "c");
        assertThat(reason(catchThrowable(messages::take))).isEqualTo(Reason.CLOSED);
        assertThat(reason(catchThrowable(() -> messages.poll(LONG)))).isEqualTo(Reason.CLOSED);
    }

    @ParameterizedTest
    @EnumSource
    void eachOfManyMessagesGoesToOneOfTheThreadsThatTake(Threads threads) throws Exception {
        BlockingMessages messages = link.messages("#", Qos.AT_LEAST_ONCE, Overflow.dropOldest(10_000));
        List<FutureTask<List<String>>> takers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            takers.add(threads.call(() -> {
                List<String> got = new ArrayList<>();
                messages.forEach(message -> got.add(message.text()));
                return got;
            }));
        }
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            sent.add("m" + i);
            stub.inbound.tryEmitNext(MqttMessage.of("t", "m" + i));
        }
        stub.inbound.tryEmitComplete();
        List<String> all = new ArrayList<>();
        for (FutureTask<List<String>> taker : takers) {
            all.addAll(taker.get());
        }
        assertThat(all).containsExactlyInAnyOrderElementsOf(sent);
    }

    @Test
    void nothingIsAskedForUnlessSomebodyWaits() {
        List<Long> asked = new ArrayList<>();
        BlockingMessages messages = new BlockingMessages(
                stub.inbound.asFlux().onBackpressureBuffer(10).doOnRequest(asked::add));
        assertThat(asked).isEmpty();
        stub.inbound.tryEmitNext(MESSAGE);
        stub.inbound.tryEmitNext(MESSAGE);
        assertThat(messages.take()).isSameAs(MESSAGE);
        assertThat(asked).containsExactly(1L);
        assertThat(messages.poll(LONG)).isSameAs(MESSAGE);
        assertThat(messages.poll(Duration.ofMillis(10))).isNull();
        assertThat(messages.poll(Duration.ofMillis(10))).isNull();
        assertThat(asked).as("the requests without a message are still pending").containsExactly(1L, 1L, 1L);
        stub.inbound.tryEmitNext(MESSAGE);
        assertThat(messages.take()).isSameAs(MESSAGE);
    }

    @Test
    void anErrorIsThrownAfterTheMessagesBeforeIt() {
        BlockingMessages messages = link.messages("#", Qos.AT_LEAST_ONCE);
        IllegalStateException failure = new IllegalStateException("refused");
        stub.inbound.tryEmitNext(MESSAGE);
        stub.inbound.tryEmitError(failure);
        assertThat(messages.take()).isSameAs(MESSAGE);
        assertThatThrownBy(messages::take).isSameAs(failure);
        assertThatThrownBy(() -> messages.poll(LONG)).isSameAs(failure);
    }

    @ParameterizedTest
    @EnumSource
    void closingWakesWhoWaitsAndEndsTheSubscription(Threads threads) throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        BlockingMessages messages = new BlockingMessages(
                stub.inbound.asFlux().doOnRequest(number -> asked.countDown()).doOnCancel(cancelled::countDown));
        FutureTask<Throwable> waiting = threads.call(() -> catchThrowable(messages::take));
        asked.await();
        messages.close();
        assertThat(reason(waiting.get())).isEqualTo(Reason.CLOSED);
        cancelled.await();
    }

    @ParameterizedTest
    @EnumSource
    void anInterruptEndsTheWaitAndNotTheStream(Threads threads) throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        BlockingMessages messages = new BlockingMessages(
                stub.inbound.asFlux().onBackpressureBuffer(10).doOnRequest(number -> asked.countDown()));
        List<Object> seen = new ArrayList<>();
        CountDownLatch over = new CountDownLatch(1);
        Thread thread = threads.start(() -> {
            seen.add(reason(catchThrowable(messages::take)));
            seen.add(Thread.interrupted());
            over.countDown();
        });
        asked.await();
        thread.interrupt();
        over.await();
        assertThat(seen).containsExactly(Reason.INTERRUPTED, true);
        stub.inbound.tryEmitNext(MESSAGE);
        ExecutorService own = Executors.newSingleThreadExecutor();
        try {
            assertThat(own.submit(messages::take).get()).isSameAs(MESSAGE);
        } finally {
            own.shutdown();
        }
    }
}
