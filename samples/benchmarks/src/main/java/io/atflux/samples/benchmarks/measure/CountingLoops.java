package io.atflux.samples.benchmarks.measure;

import io.netty.channel.IoEventLoop;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.FastThreadLocalThread;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import reactor.core.scheduler.NonBlocking;

/** Event loops that count their tasks and timers. */
public final class CountingLoops extends MultiThreadIoEventLoopGroup {

    CountingLoops(String name, int threads, IoHandlerFactory io) {
        super(threads, new LoopThreads(name), io);
    }

    /** Tasks handed to the loops since they were made. */
    public long tasks() {
        long sum = 0;
        for (EventExecutor each : this) {
            sum += ((CountingLoop) each).tasks.sum();
        }
        return sum;
    }

    /** Timers armed on the loops since they were made. */
    public long timers() {
        long sum = 0;
        for (EventExecutor each : this) {
            sum += ((CountingLoop) each).timers.sum();
        }
        return sum;
    }

    @Override
    protected IoEventLoop newChild(Executor executor, IoHandlerFactory io, Object... none) {
        return new CountingLoop(this, executor, io);
    }

    private static final class CountingLoop extends SingleThreadIoEventLoop {

        final LongAdder tasks = new LongAdder();
        final LongAdder timers = new LongAdder();

        CountingLoop(IoEventLoopGroup parent, Executor executor, IoHandlerFactory io) {
            super(parent, executor, io);
        }

        @Override
        public void execute(Runnable task) {
            tasks.increment();
            super.execute(task);
        }

        @Override
        public void lazyExecute(Runnable task) {
            tasks.increment();
            super.lazyExecute(task);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
            timers.increment();
            return super.schedule(task, delay, unit);
        }

        @Override
        public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
            timers.increment();
            return super.schedule(task, delay, unit);
        }

        @Override
        public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, long delay, long period, TimeUnit unit) {
            timers.increment();
            return super.scheduleAtFixedRate(task, delay, period, unit);
        }

        @Override
        public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long delay, long pause, TimeUnit unit) {
            timers.increment();
            return super.scheduleWithFixedDelay(task, delay, pause, unit);
        }
    }

    /** Reactor refuses to block on these, as on the engine's own. */
    private static final class LoopThread extends FastThreadLocalThread implements NonBlocking {
        LoopThread(Runnable task, String name) {
            super(task, name);
        }
    }

    private static final class LoopThreads implements ThreadFactory {

        private final AtomicInteger next = new AtomicInteger(1);
        private final String name;

        LoopThreads(String name) {
            this.name = name;
        }

        @Override
        public Thread newThread(Runnable task) {
            Thread thread = new LoopThread(task, name + "-" + next.getAndIncrement());
            thread.setDaemon(true);
            return thread;
        }
    }
}
