package io.atflux.internal.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.test.StepVerifier;

class EventLoopSchedulerTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final EventLoop loop = new DefaultEventLoop();
    private final Scheduler scheduler = new EventLoopScheduler(loop);

    @AfterEach
    void end() {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    @Test
    void tasksRunOnTheLoopInTheirOrder() throws InterruptedException {
        List<String> ran = new ArrayList<>();
        CountDownLatch done = new CountDownLatch(1);
        Scheduler.Worker worker = scheduler.createWorker();
        worker.schedule(() -> ran.add("first " + loop.inEventLoop()));
        worker.schedule(() -> ran.add("second"));
        scheduler.schedule(() -> ran.add("third"));
        worker.schedule(done::countDown, 1, TimeUnit.MILLISECONDS);
        assertThat(done.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(ran).containsExactly("first true", "second", "third");
    }

    @Test
    void whatIsBuiltOnPeriodsWorks() {
        StepVerifier.create(Flux.interval(Duration.ofMillis(1), scheduler).take(3))
                .expectNext(0L, 1L, 2L)
                .expectComplete()
                .verify(LIMIT);
        StepVerifier.create(Flux.just(1, 2, 3)
                        .concatWith(Mono.<Integer>never().takeUntilOther(Mono.delay(Duration.ofMillis(20), scheduler)))
                        .buffer(Duration.ofMillis(5), scheduler)
                        .take(1))
                .expectNext(List.of(1, 2, 3))
                .expectComplete()
                .verify(LIMIT);
        CountDownLatch three = new CountDownLatch(3);
        Disposable ticking = scheduler.schedulePeriodically(three::countDown, 0, 1, TimeUnit.MILLISECONDS);
        StepVerifier.create(Mono.fromCallable(() -> three.await(5, TimeUnit.SECONDS)))
                .expectNext(true)
                .verifyComplete();
        ticking.dispose();
        assertThat(ticking.isDisposed()).isTrue();
    }

    @Test
    void aTaskThatIsDisposedOfDoesNotRun() throws InterruptedException {
        List<String> ran = new ArrayList<>();
        CountDownLatch done = new CountDownLatch(1);
        Scheduler.Worker worker = scheduler.createWorker();
        Scheduler.Worker whole = scheduler.createWorker();
        loop.execute(() -> {
            worker.schedule(() -> ran.add("now")).dispose();
            worker.schedule(() -> ran.add("later"), 1, TimeUnit.MILLISECONDS).dispose();
            worker.schedulePeriodically(() -> ran.add("again"), 1, 1, TimeUnit.MILLISECONDS)
                    .dispose();
            whole.schedule(() -> ran.add("with its worker"), 1, TimeUnit.MILLISECONDS);
            whole.dispose();
            worker.schedule(done::countDown, 5, TimeUnit.MILLISECONDS);
        });
        assertThat(done.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(ran).isEmpty();
        assertThat(whole.isDisposed()).isTrue();
        assertThatThrownBy(() -> whole.schedule(() -> {})).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void tasksThatAreOverLeaveNothing() throws InterruptedException {
        Scheduler.Worker worker = scheduler.createWorker();
        Disposable later = worker.schedule(() -> {}, 1, TimeUnit.HOURS);
        run(worker, 200_000);
        assertThat(((EventLoopScheduler.LoopWorker) worker).pending()).isEqualTo(1);
        later.dispose();
        assertThat(((EventLoopScheduler.LoopWorker) worker).pending()).isZero();
    }

    private void run(Scheduler.Worker worker, int tasks) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(tasks);
        for (int i = 0; i < tasks / 4; i++) {
            worker.schedule(done::countDown);
            scheduler.schedule(done::countDown);
            worker.schedule(done::countDown, 1, TimeUnit.MICROSECONDS);
            scheduler.schedule(done::countDown, 1, TimeUnit.MICROSECONDS);
            worker.schedule(done::countDown, 1, TimeUnit.HOURS).dispose();
        }
        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        loop.submit(() -> {}).sync();
    }

    @Test
    void aTaskThatThrowsHurtsNoOther() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(3);
        scheduler.schedule(() -> {
            throw new AssertionError("a task's own");
        });
        Disposable again = scheduler.schedulePeriodically(
                () -> {
                    done.countDown();
                    throw new IllegalStateException("a task's own");
                },
                0,
                1,
                TimeUnit.MILLISECONDS);
        assertThat(done.await(5, TimeUnit.SECONDS)).isTrue();
        again.dispose();
    }

    @Test
    void theClockNeverGoesBack() {
        long before = scheduler.now(TimeUnit.NANOSECONDS);
        assertThat(scheduler.now(TimeUnit.NANOSECONDS)).isGreaterThanOrEqualTo(before);
        assertThat(scheduler.now(TimeUnit.NANOSECONDS) - System.nanoTime()).isLessThanOrEqualTo(0);
    }

    @Test
    void anEndedLoopRefusesAndSaysSo() {
        Scheduler.Worker worker = scheduler.createWorker();
        scheduler.dispose();
        assertThat(scheduler.isDisposed()).isFalse();
        end();
        assertThat(scheduler.isDisposed()).isTrue();
        assertThatThrownBy(() -> scheduler.schedule(() -> {})).isInstanceOf(RejectedExecutionException.class);
        assertThatThrownBy(() -> scheduler.schedule(() -> {}, 1, TimeUnit.SECONDS))
                .isInstanceOf(RejectedExecutionException.class);
        assertThatThrownBy(() -> scheduler.schedulePeriodically(() -> {}, 1, 1, TimeUnit.SECONDS))
                .isInstanceOf(RejectedExecutionException.class);
        assertThatThrownBy(() -> worker.schedule(() -> {})).isInstanceOf(RejectedExecutionException.class);
        StepVerifier.create(Mono.delay(Duration.ofMillis(1), scheduler))
                .expectError(RejectedExecutionException.class)
                .verify(LIMIT);
    }
}
