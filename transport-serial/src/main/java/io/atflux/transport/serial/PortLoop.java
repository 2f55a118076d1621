package io.atflux.transport.serial;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.AbstractEventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The event loop of one port. It has no thread: one thread at a time owns it and runs its tasks, and is the loop meanwhile. A
 * thread that brings bytes from the port becomes the owner at once if the loop has none ({@link #run}), so that the bytes need no
 * change of thread. Tasks from other threads, and timers, are run by a loop that ports share.
 *
 * <p>{@code pending} counts the tasks that wait or run. The thread that raises it from 0 makes sure that the loop gets an owner;
 * the owner releases it by lowering it to 0.
 */
final class PortLoop extends AbstractEventExecutor implements EventLoop {

    /** The number of tasks in one turn, so that neither the other ports nor this port's next bytes wait long. */
    private static final int TURN = 64;

    private final EventLoop shared;
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger pending = new AtomicInteger();
    private final Runnable turn = this::turn;
    private volatile @Nullable Thread owner;
    private volatile boolean ended;

    PortLoop(EventLoop shared) {
        this.shared = shared;
    }

    /** The loop that runs tasks from other threads. */
    EventLoop shared() {
        return shared;
    }

    @Override
    public boolean inEventLoop(Thread thread) {
        return owner == thread;
    }

    /**
     * Runs a task on this thread if the loop has no owner, otherwise in its turn. For threads that may be an event loop for a
     * while.
     */
    void run(Runnable task) {
        if (pending.compareAndSet(0, 1)) {
            owner = Thread.currentThread();
            safeExecute(task);
            turn(1);
            return;
        }
        waiting.add(task);
        if (pending.getAndIncrement() == 0) {
            turn();
        }
    }

    @Override
    public void execute(Runnable task) {
        if (ended) {
            throw new RejectedExecutionException("the loop of the ports has ended");
        }
        waiting.add(task);
        if (pending.getAndIncrement() == 0) {
            try {
                shared.execute(turn);
            } catch (RejectedExecutionException late) {
                // No thread will run the waiting tasks; the end of the shared loop has closed the port.
                ended = true;
                waiting.clear();
                throw late;
            }
        }
    }

    private void turn() {
        owner = Thread.currentThread();
        turn(0);
    }

    /** @param over the number of pending tasks that were run before in this turn */
    private void turn(int over) {
        int done = 0;
        int more = over;
        while (true) {
            owner = null;
            int left = pending.addAndGet(-more);
            if (left <= 0) {
                return;
            }
            done += more;
            if (done >= TURN && handedOn()) {
                return;
            }
            owner = Thread.currentThread();
            more = runWaiting(left);
        }
    }

    private int runWaiting(int count) {
        for (int i = 0; i < count; i++) {
            Runnable task = waiting.poll();
            if (task != null) {
                safeExecute(task);
            }
        }
        return count;
    }

    private boolean handedOn() {
        try {
            shared.execute(turn);
            return true;
        } catch (RejectedExecutionException ended) {
            return false;
        }
    }

    // Timers, by the shared loop's clock

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        return schedule(Executors.callable(task), delay, unit);
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
        PortTimer<V> timer = new PortTimer<>(this, task, false);
        return timer.runsBy(shared.schedule(timer::due, delay, unit));
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, long delay, long period, TimeUnit unit) {
        PortTimer<Object> timer = new PortTimer<>(this, Executors.callable(task), true);
        return timer.runsBy(shared.scheduleAtFixedRate(timer::due, delay, period, unit));
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long delay, long pause, TimeUnit unit) {
        PortTimer<Object> timer = new PortTimer<>(this, Executors.callable(task), true);
        return timer.runsBy(shared.scheduleWithFixedDelay(timer::due, delay, pause, unit));
    }

    // The group

    @Override
    public EventLoopGroup parent() {
        return shared.parent();
    }

    @Override
    public EventLoop next() {
        return this;
    }

    @Override
    public ChannelFuture register(Channel channel) {
        return register(new DefaultChannelPromise(channel, this));
    }

    @Override
    public ChannelFuture register(ChannelPromise promise) {
        promise.channel().unsafe().register(this, promise);
        return promise;
    }

    @Override
    @Deprecated
    public ChannelFuture register(Channel channel, ChannelPromise promise) {
        channel.unsafe().register(this, promise);
        return promise;
    }

    // Its life cycle is the shared loop's

    @Override
    public boolean isShuttingDown() {
        return shared.isShuttingDown();
    }

    @Override
    public boolean isShutdown() {
        return shared.isShutdown();
    }

    @Override
    public boolean isTerminated() {
        return shared.isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return shared.awaitTermination(timeout, unit);
    }

    @Override
    public Future<?> shutdownGracefully(long quiet, long timeout, TimeUnit unit) {
        return shared.shutdownGracefully(quiet, timeout, unit);
    }

    @Override
    public Future<?> terminationFuture() {
        return shared.terminationFuture();
    }

    @Override
    @Deprecated
    public void shutdown() {
        shared.shutdown();
    }
}
