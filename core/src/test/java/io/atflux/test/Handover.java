package io.atflux.test;

import io.netty.channel.EventLoop;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.scheduler.Scheduler;

/**
 * Lets scripted sessions deliver on a second thread, as a user's {@code deliverOn} does, and keeps tests deterministic.
 * The test's thread is the session's loop while a task of the loop runs. After each task it waits until the other
 * thread has nothing more to do. Calls of that thread to the session wait for the loop, as they do in production. So
 * each access to the session from outside the loop shows.
 *
 * <p>Switched on by the system property {@code atflux.test.deliver=thread}.
 */
final class Handover implements Scheduler {

    private static final @Nullable Handover WANTED =
            "thread".equals(System.getProperty("atflux.test.deliver")) ? new Handover() : null;

    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread made = new Thread(task, "delivery");
        made.setDaemon(true);
        return made;
    });
    private final Queue<Runnable> loopTasks = new ConcurrentLinkedQueue<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private volatile @Nullable Thread loopThread;
    /** Only the test's thread sets and reads this. */
    private boolean resting;
    /** Tasks of the other thread that have not ended; guarded by this. */
    private int pending;

    private Handover() {}

    /** Null if signals are delivered on the loop. */
    static @Nullable Handover ifWanted() {
        return WANTED;
    }

    /** The loop of a channel; a thread is in it only while it runs a task of it. */
    EventLoop loop(EventLoop real) {
        return (EventLoop) Proxy.newProxyInstance(
                Handover.class.getClassLoader(), new Class<?>[] {EventLoop.class}, (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "inEventLoop":
                            return isInLoop();
                        case "execute":
                            execute((Runnable) arguments[0]);
                            return null;
                        case "equals":
                            return proxy == arguments[0];
                        default:
                            try {
                                return method.invoke(real, arguments);
                            } catch (InvocationTargetException thrown) {
                                throw Objects.requireNonNull(thrown.getCause());
                            }
                    }
                });
    }

    private boolean isInLoop() {
        return Thread.currentThread() == loopThread;
    }

    private static boolean isDelivery() {
        return Thread.currentThread().getName().equals("delivery");
    }

    private void execute(Runnable task) {
        loopTasks.add(task);
        if (!isInLoop() && !isDelivery() && !resting) {
            runToRest();
        }
    }

    /** Runs an event of the loop: received bytes, or a lost line. */
    void onLoop(Runnable task) {
        if (isInLoop()) {
            task.run();
        } else {
            execute(task);
        }
    }

    /** {@link #onLoop} for a task with a result, from the test's own thread. */
    <T> T callOnLoop(Supplier<T> task) {
        AtomicReference<@Nullable T> result = new AtomicReference<>();
        onLoop(() -> result.set(task.get()));
        return Objects.requireNonNull(result.get(), "not from the delivery's thread");
    }

    private void runToRest() {
        resting = true;
        try {
            run();
        } finally {
            resting = false;
        }
    }

    private void run() {
        do {
            loopThread = Thread.currentThread();
            try {
                for (Runnable next = loopTasks.poll(); next != null; next = loopTasks.poll()) {
                    next.run();
                }
            } finally {
                loopThread = null;
            }
            awaitDelivery();
        } while (!loopTasks.isEmpty());
        Throwable thrown = failure.getAndSet(null);
        if (thrown != null) {
            throw new AssertionError("thrown on the thread that delivers signals", thrown);
        }
    }

    private synchronized void awaitDelivery() {
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        try {
            while (pending > 0) {
                TimeUnit.NANOSECONDS.timedWait(this, patience - System.nanoTime());
                if (System.nanoTime() - patience > 0) {
                    throw new AssertionError("the thread that delivers signals hangs");
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    @Override
    public Disposable schedule(Runnable task) {
        synchronized (this) {
            pending++;
        }
        Disposable cancelled = Disposables.single();
        thread.execute(() -> {
            try {
                if (!cancelled.isDisposed()) {
                    task.run();
                }
            } catch (Throwable thrown) {
                failure.compareAndSet(null, thrown);
            } finally {
                synchronized (this) {
                    pending--;
                    notifyAll();
                }
            }
        });
        if (!isInLoop() && !isDelivery() && !resting) {
            runToRest();
        }
        return cancelled;
    }

    @Override
    public Worker createWorker() {
        Disposable disposed = Disposables.single();
        return new Worker() {
            @Override
            public Disposable schedule(Runnable task) {
                return disposed.isDisposed() ? Disposables.disposed() : Handover.this.schedule(task);
            }

            @Override
            public void dispose() {
                disposed.dispose();
            }

            @Override
            public boolean isDisposed() {
                return disposed.isDisposed();
            }
        };
    }
}
