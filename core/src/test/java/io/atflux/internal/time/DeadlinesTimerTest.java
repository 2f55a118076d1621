package io.atflux.internal.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.DefaultEventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;

/** The use of the timer: one task at a time, and no more often than needed. */
class DeadlinesTimerTest {

    private final Timer timer = new Timer();
    private final Deadlines deadlines = new Deadlines(new EmbeddedChannel().eventLoop(), timer);
    private final List<String> ran = new ArrayList<>();

    /** Runs a task only when the test says so, however late. */
    private static final class Timer implements Scheduler {

        /** One scheduled task. */
        final class Task implements Disposable {

            final Runnable code;
            final long delay;
            boolean disposed;

            Task(Runnable code, long delay) {
                this.code = code;
                this.delay = delay;
            }

            @Override
            public void dispose() {
                disposed = true;
            }
        }

        final List<Task> tasks = new ArrayList<>();
        long now = 1_000;
        boolean refuses;

        @Override
        public Disposable schedule(Runnable task) {
            throw new UnsupportedOperationException("without a time");
        }

        @Override
        public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
            if (refuses) {
                throw new RejectedExecutionException("refused");
            }
            tasks.add(new Task(task, unit.toNanos(delay)));
            return last();
        }

        Task last() {
            return tasks.get(tasks.size() - 1);
        }

        List<Long> delays() {
            return tasks.stream().map(task -> task.delay).toList();
        }

        @Override
        public long now(TimeUnit unit) {
            return unit.convert(now, TimeUnit.NANOSECONDS);
        }

        @Override
        public Worker createWorker() {
            throw new UnsupportedOperationException("no worker");
        }
    }

    private Deadlines.Deadline named(String name) {
        return deadlines.create(() -> ran.add(name));
    }

    @Test
    void oneThatMovesLaterLeavesTheTaskAloneWhichThenWaitsForTheRest() {
        Deadlines.Deadline one = named("one");
        one.at(1_500);
        one.at(1_500);
        one.at(3_000);
        named("other").at(1_500);
        assertThat(timer.delays()).containsExactly(500L);

        timer.now = 1_500;
        timer.last().code.run();
        assertThat(ran).containsExactly("other");
        assertThat(timer.delays()).containsExactly(500L, 1_500L);

        timer.now = 3_000;
        timer.last().code.run();
        assertThat(ran).containsExactly("other", "one");
        assertThat(timer.tasks).hasSize(2);
    }

    @Test
    void oneThatIsEarlierTakesThePlaceOfTheTask() {
        named("late").at(3_000);
        named("early").at(1_500);
        assertThat(timer.delays()).containsExactly(2_000L, 500L);
        assertThat(timer.tasks.get(0).disposed).isTrue();
        assertThat(timer.last().disposed).isFalse();
    }

    @Test
    void oneThatIsOverAlreadyIsDueAtOnce() {
        named("over").at(400);
        assertThat(timer.delays()).containsExactly(0L);
        timer.last().code.run();
        assertThat(ran).containsExactly("over");
    }

    /** Virtual time replaces the clock in a test: a task armed on the former clock never runs. */
    @Test
    void aClockThatWentBackIsArmedAnew() {
        named("one").at(1_500);
        timer.now = 100;
        named("two").at(2_000);
        assertThat(timer.delays()).containsExactly(500L, 1_900L);
        assertThat(timer.tasks.get(0).disposed).isTrue();
    }

    @Test
    void aClockThatStandsStillIsNoOtherClock() {
        named("one").at(1_500);
        named("two").at(1_600);
        timer.now = 1_200;
        named("three").at(1_700);
        assertThat(timer.tasks).hasSize(1);
    }

    @Test
    void afterTheEndNothingIsSetAndNoTimerKeepsAnything() {
        List<Deadlines.Deadline> four = List.of(named("1"), named("2"), named("3"), named("4"));
        four.forEach(one -> one.at(1_500));

        deadlines.close();

        assertThat(four).noneMatch(Deadlines.Deadline::isSet);
        assertThat(timer.tasks).singleElement().matches(task -> task.disposed);
        timer.now = 1_500;
        timer.last().code.run();
        assertThat(ran).isEmpty();
        named("after the end").at(1_600);
        assertThat(timer.tasks).hasSize(1);
    }

    @Test
    void aTimerThatRefusesOnALoopThatGoesOnIsNoSilence() {
        timer.refuses = true;
        Deadlines.Deadline one = named("one");
        assertThatThrownBy(() -> one.at(1_500)).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void withAnEndedLoopEverythingEndsThatWaited() {
        DefaultEventLoop loop = new DefaultEventLoop();
        Deadlines ending = new Deadlines(loop, timer);
        Deadlines.Deadline before = ending.create(() -> ran.add("before"));
        loop.submit(() -> before.at(1_500)).syncUninterruptibly();
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();

        timer.now = 1_500;
        timer.last().code.run();
        assertThat(ran).isEmpty();
        timer.refuses = true;
        ending.create(() -> ran.add("after")).at(1_600);
        assertThat(timer.tasks).hasSize(1);
        ending.close();
        assertThat(before.isSet()).isFalse();
    }

    @Test
    void aTimerOnAnotherThreadWakesTheLoop() {
        DefaultEventLoop loop = new DefaultEventLoop();
        Deadlines elsewhere = new Deadlines(loop, timer);
        loop.submit(() -> elsewhere
                        .create(() -> ran.add("on the loop " + loop.inEventLoop()))
                        .at(1_500))
                .syncUninterruptibly();
        timer.now = 1_500;
        timer.last().code.run();
        loop.submit(() -> {}).syncUninterruptibly();
        assertThat(ran).containsExactly("on the loop true");
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    @Test
    void nobodyButTheLoopMaySetOrClearOrEnd() {
        DefaultEventLoop loop = new DefaultEventLoop();
        Deadlines confined = new Deadlines(loop, timer);
        Deadlines.Deadline one = confined.create(() -> {});
        assertThatThrownBy(() -> one.at(1_500)).isInstanceOf(AssertionError.class);
        assertThatThrownBy(one::clear).isInstanceOf(AssertionError.class);
        assertThatThrownBy(confined::close).isInstanceOf(AssertionError.class);
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    @Test
    void whatAnActionThrowsGoesToTheGuardAndTheOthersRun() {
        List<Throwable> broken = new ArrayList<>();
        deadlines.guardedBy(broken::add);
        AssertionError thrown = new AssertionError("an action's own");
        deadlines
                .create(() -> {
                    throw thrown;
                })
                .at(1_500);
        named("other").at(1_500);
        timer.now = 1_500;
        timer.last().code.run();
        assertThat(broken).containsExactly(thrown);
        assertThat(ran).containsExactly("other");
    }
}
