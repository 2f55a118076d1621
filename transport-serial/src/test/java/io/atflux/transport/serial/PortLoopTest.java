package io.atflux.transport.serial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.local.LocalIoHandler;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PortLoopTest {

    private static final int LIMIT_SECONDS = 20;

    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, LocalIoHandler.newFactory());
    private final PortLoop loop = new PortLoop(group.next());

    @AfterEach
    void end() throws InterruptedException {
        group.shutdownGracefully(0, LIMIT_SECONDS, TimeUnit.SECONDS).await(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void aTaskRunsOnTheThreadThatBringsItIfNobodyOwnsTheLoop() {
        List<Object> seen = new ArrayList<>();

        loop.run(() -> seen.addAll(List.of(Thread.currentThread(), loop.inEventLoop())));

        assertThat(seen).containsExactly(Thread.currentThread(), true);
        assertThat(loop.inEventLoop()).isFalse();
    }

    @Test
    void whatIsHandedOverInATurnRunsAfterItOnTheSameThread() {
        List<Object> seen = new ArrayList<>();

        loop.run(() -> {
            loop.execute(() -> seen.addAll(List.of(Thread.currentThread(), loop.inEventLoop())));
            seen.add("first");
        });

        assertThat(seen).containsExactly("first", Thread.currentThread(), true);
    }

    @Test
    void whatIsBroughtWhileAnotherThreadOwnsTheLoopRunsInItsTurn() throws Exception {
        CountDownLatch inTurn = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        List<Thread> seen = new ArrayList<>();
        loop.execute(() -> {
            inTurn.countDown();
            awaitQuietly(goOn);
        });
        assertThat(inTurn.await(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();

        loop.run(() -> seen.add(Thread.currentThread()));
        boolean early = !seen.isEmpty();
        goOn.countDown();
        assertThat(early).isFalse();
        Thread shared = group.next().submit(Thread::currentThread).get();
        loop.submit(() -> {}).get(LIMIT_SECONDS, TimeUnit.SECONDS);

        assertThat(seen).containsExactly(shared);
    }

    @Test
    void tasksOfManyThreadsRunOneAtATimeAndEachThreadsInTheirOrder() throws Exception {
        int threads = 4;
        int each = 20_000;
        int[] last = new int[threads];
        int[] count = new int[2];
        List<Thread> all = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int own = i;
            all.add(new Thread(() -> {
                for (int n = 1; n <= each; n++) {
                    int number = n;
                    Runnable task = () -> {
                        // Plain fields: two threads at a time would lose some.
                        count[0]++;
                        count[1] += last[own] == number - 1 && loop.inEventLoop() ? 0 : 1;
                        last[own] = number;
                    };
                    if (own % 2 == 0) {
                        loop.run(task);
                    } else {
                        loop.execute(task);
                    }
                }
            }));
        }
        all.forEach(Thread::start);
        for (Thread thread : all) {
            thread.join();
        }
        Future<List<Integer>> result = loop.submit(() -> List.of(count[0], count[1]));

        assertThat(result.get(LIMIT_SECONDS, TimeUnit.SECONDS)).containsExactly(threads * each, 0);
    }

    @Test
    void aTurnThatDoesNotEndIsHandedOnToTheSharedLoop() throws Exception {
        Thread shared = group.next().submit(Thread::currentThread).get();
        Set<Thread> seen = ConcurrentHashMap.newKeySet();
        CountDownLatch left = new CountDownLatch(200);

        loop.run(new Runnable() {
            @Override
            public void run() {
                seen.add(Thread.currentThread());
                left.countDown();
                if (left.getCount() > 0) {
                    loop.execute(this);
                }
            }
        });

        assertThat(left.await(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(seen).containsExactlyInAnyOrder(Thread.currentThread(), shared);
    }

    @Test
    void aTaskThatThrowsStopsNoOther() throws Exception {
        loop.run(() -> {
            throw new IllegalStateException("on purpose");
        });
        loop.execute(() -> {
            throw new AssertionError("on purpose");
        });

        assertThat(loop.submit(() -> "next").get(LIMIT_SECONDS, TimeUnit.SECONDS))
                .isEqualTo("next");
    }

    @Test
    void aTimerRunsOnTheLoopAndHasItsTasksOutcome() throws Exception {
        assertThat(loop.schedule(() -> loop.inEventLoop(), 1, TimeUnit.MILLISECONDS)
                        .get(LIMIT_SECONDS, TimeUnit.SECONDS))
                .isTrue();
        Future<?> failed = loop.schedule(
                () -> {
                    throw new IllegalStateException("on purpose");
                },
                0,
                TimeUnit.MILLISECONDS);
        assertThat(failed.await(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(failed.cause()).hasMessage("on purpose");
    }

    @Test
    void aCancelledTimerNeverRuns() throws Exception {
        List<String> seen = new ArrayList<>();
        ScheduledFuture<?> timer = loop.schedule(() -> seen.add("ran"), 0, TimeUnit.HOURS);
        ScheduledFuture<?> later = loop.schedule(() -> seen.add("ran later"), 1, TimeUnit.HOURS);
        timer.await(LIMIT_SECONDS, TimeUnit.SECONDS);

        assertThat(later.getDelay(TimeUnit.MINUTES)).isBetween(58L, 60L);
        assertThat(later.compareTo(timer)).isPositive();
        assertThat(later.cancel(false)).isTrue();
        assertThat(timer.cancel(false)).isFalse();
        assertThat(later.isCancelled()).isTrue();
        assertThat(loop.submit(() -> List.copyOf(seen)).get(LIMIT_SECONDS, TimeUnit.SECONDS))
                .containsExactly("ran");
    }

    @Test
    void aPeriodicTimerRunsUntilItIsCancelledOrThrows() throws Exception {
        CountDownLatch thrice = new CountDownLatch(3);
        ScheduledFuture<?> steady = loop.scheduleAtFixedRate(thrice::countDown, 0, 1, TimeUnit.MILLISECONDS);
        ScheduledFuture<?> broken = loop.scheduleWithFixedDelay(
                () -> {
                    throw new IllegalStateException("on purpose");
                },
                0,
                1,
                TimeUnit.MILLISECONDS);

        assertThat(thrice.await(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(steady.cancel(false)).isTrue();
        assertThat(broken.await(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(broken.cause()).hasMessage("on purpose");
    }

    @Test
    void itEndsWithTheSharedLoop() throws Exception {
        loop.shutdownGracefully(0, LIMIT_SECONDS, TimeUnit.SECONDS);

        assertThat(loop.isShuttingDown()).isTrue();
        assertThat(loop.awaitTermination(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(loop.isShutdown()).isTrue();
        assertThat(loop.isTerminated()).isTrue();
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> loop.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
