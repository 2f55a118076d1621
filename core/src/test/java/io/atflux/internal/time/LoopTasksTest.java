package io.atflux.internal.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.DefaultEventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** The remains, on the loop and in a worker, of tasks that have ended, were disposed or refused. */
class LoopTasksTest {

    private final Watched loop = new Watched();
    private final EventLoopScheduler scheduler = new EventLoopScheduler(loop);

    /** Keeps scheduled tasks, and refuses them when the test says so, as a loop does that ends meanwhile. */
    private static final class Watched extends DefaultEventLoop {

        final List<ScheduledFuture<?>> scheduled = new ArrayList<>();
        boolean refuses;

        private <F extends ScheduledFuture<?>> F kept(F future) {
            scheduled.add(future);
            return future;
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
            if (refuses) {
                throw new RejectedExecutionException("ending");
            }
            return kept(super.schedule(task, delay, unit));
        }

        @Override
        public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, long delay, long period, TimeUnit unit) {
            return kept(super.scheduleAtFixedRate(task, delay, period, unit));
        }
    }

    @AfterEach
    void end() {
        Schedulers.resetOnScheduleHook("disposes");
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private static int pending(Scheduler.Worker worker) {
        return ((EventLoopScheduler.LoopWorker) worker).pending();
    }

    @Test
    void whatIsDisposedOfIsTakenFromTheLoop() {
        Disposable later = scheduler.schedule(() -> {}, 1, TimeUnit.HOURS);
        Disposable again = scheduler.schedulePeriodically(() -> {}, 1, 1, TimeUnit.HOURS);
        assertThat(loop.scheduled).hasSize(2).noneMatch(ScheduledFuture::isCancelled);
        assertThat(later.isDisposed()).isFalse();
        assertThat(again.isDisposed()).isFalse();
        later.dispose();
        again.dispose();
        assertThat(loop.scheduled).allMatch(ScheduledFuture::isCancelled);
        assertThat(later.isDisposed()).isTrue();
        assertThat(again.isDisposed()).isTrue();
    }

    @Test
    void aTaskThatRanIsOver() {
        Disposable task = scheduler.schedule(() -> {});
        loop.submit(() -> {}).syncUninterruptibly();
        assertThat(task.isDisposed()).isTrue();
    }

    @Test
    void aTaskWithoutADelayKeepsItsPlaceAmongTheLoopsOwn() {
        List<String> ran = new ArrayList<>();
        loop.submit(() -> {
                    scheduler.schedule(() -> ran.add("first"), 0, TimeUnit.SECONDS);
                    loop.execute(() -> ran.add("second"));
                })
                .syncUninterruptibly();
        loop.submit(() -> {}).syncUninterruptibly();
        assertThat(ran).containsExactly("first", "second");
        assertThat(loop.scheduled).isEmpty();
    }

    @Test
    void whatAnEndedLoopRefusesStaysInNoWorker() {
        Scheduler.Worker worker = scheduler.createWorker();
        assertThat(worker.isDisposed()).isFalse();
        end();
        assertThatThrownBy(() -> worker.schedule(() -> {})).isInstanceOf(RejectedExecutionException.class);
        assertThat(pending(worker)).isZero();
    }

    @Test
    void whatALoopRefusesThatEndsMeanwhileStaysInNoWorker() {
        Scheduler.Worker worker = scheduler.createWorker();
        loop.refuses = true;
        assertThatThrownBy(() -> worker.schedule(() -> {}, 1, TimeUnit.HOURS))
                .isInstanceOf(RejectedExecutionException.class)
                .hasRootCauseMessage("ending");
        assertThat(pending(worker)).isZero();
    }

    /** The hook stands for another thread, which acts between the worker's check and its record of the task. */
    @Test
    void aTaskThatComesWhileItsWorkerIsDisposedOfIsDisposedOfToo() {
        Scheduler.Worker worker = scheduler.createWorker();
        Schedulers.onScheduleHook("disposes", task -> {
            worker.dispose();
            return task;
        });
        Disposable task = worker.schedule(() -> {}, 1, TimeUnit.HOURS);
        assertThat(worker.isDisposed()).isTrue();
        assertThat(task.isDisposed()).isTrue();
        assertThat(pending(worker)).isZero();
    }

    @Test
    void theClockIsTheMonotonicOneInEachUnit() {
        long before = System.nanoTime();
        long nanos = scheduler.now(TimeUnit.NANOSECONDS);
        long after = System.nanoTime();
        assertThat(nanos - before).isNotNegative();
        assertThat(after - nanos).isNotNegative();
        long seconds = scheduler.now(TimeUnit.SECONDS);
        assertThat(seconds - TimeUnit.NANOSECONDS.toSeconds(before)).isBetween(0L, 60L);
    }
}
