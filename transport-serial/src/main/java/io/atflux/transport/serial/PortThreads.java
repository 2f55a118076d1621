package io.atflux.transport.serial;

import io.netty.util.concurrent.FastThreadLocal;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.NonBlocking;

/**
 * The two threads of one open port. One of them reads, and takes from the port only what was requested, so that a reader without
 * demand stops the port. The other one stands by and writes.
 *
 * <p>Output of the loop while it runs on the reading thread is written by that thread as soon as it no longer is the loop: so an
 * answer to received bytes needs no change of thread, and no loop waits for a write. If that write does not return
 * ({@link #relieve}), the other thread takes over the reading. While a port's writes are slow, the standby thread makes them, so
 * that they do not delay reads.
 */
final class PortThreads {

    /** One read of the system gives 4 KiB at most. */
    static final int BUFFER = 4096;

    private static final long CHECK_SECONDS = 1;
    private static final long SLOW_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    /** A slow write adds this much towards {@link #SLOW}, a quick one subtracts 1. */
    private static final int SLOW_WEIGHT = 2;

    /** Four slow writes in a row: a thread that only had to wait for its processor looks slow now and then. */
    private static final int SLOW = 8;

    private static final int SLOWEST = 16;

    /** Reports of the port; called on the port's threads. */
    interface Events {

        /** This number of bytes is in {@link PortThreads#input}, which stays unchanged until the next {@link #permitRead}. */
        void received(int count);

        /** The requested part of {@link PortThreads#output} has been sent. */
        void written(int count);

        /** The port is lost; no further report follows. */
        void lost(IOException why);
    }

    final byte[] input = new byte[BUFFER];
    final byte[] output = new byte[BUFFER];

    private final OpenPort device;
    private final String name;
    private final Events events;
    private final Semaphore mayRead = new Semaphore(0);
    private final AtomicBoolean releasing = new AtomicBoolean();
    private final CompletableFuture<Void> released = new CompletableFuture<>();
    private final Worker[] workers;
    private final AtomicInteger toWrite = new AtomicInteger();

    /** The thread that reads, and whether it is writing now. */
    private final AtomicInteger reader = new AtomicInteger();

    /** From {@link #SLOW} on, the thread that reads does not write. Set by the thread that writes. */
    private volatile int slowness;

    PortThreads(OpenPort device, String name, Events events) {
        this.device = device;
        this.name = name;
        this.events = events;
        this.workers = new Worker[] {new Worker(0, "read"), new Worker(1, "write")};
    }

    /** A thread that does not keep the process alive, named after its port and its work. */
    static Thread daemon(String port, String work, Runnable task) {
        Thread thread = new Thread(task, threadName(port, work));
        thread.setDaemon(true);
        return thread;
    }

    private static String threadName(String port, String work) {
        return "atflux-serial-" + port + "-" + work;
    }

    void start() {
        for (Worker worker : workers) {
            worker.start();
        }
    }

    /** Permits one more read. */
    void permitRead() {
        mayRead.release();
    }

    /** Writes the first bytes of {@link #output}, which must not be changed until they are written. On the loop. */
    void write(int count) {
        toWrite.set(count);
        Worker own = ownTurn();
        if (own == null) {
            workers[1 - (reader.get() >> 1)].called.release();
        } else {
            own.writesNext = true;
        }
    }

    /** Whether output of this moment is written by the thread that reads. On the loop. */
    boolean readerWrites() {
        return ownTurn() != null;
    }

    /** The current thread, if it is the one that delivers received bytes and makes its own writes. */
    private @Nullable Worker ownTurn() {
        return Thread.currentThread() instanceof Worker worker && worker.port() == this && worker.mayWrite
                ? worker
                : null;
    }

    /** If the reading thread is blocked in a write, the other one reads from now on. On the loop. */
    void relieve() {
        int state = reader.get();
        int other = 1 - (state >> 1);
        if ((state & 1) != 0 && reader.compareAndSet(state, other << 1)) {
            workers[other].called.release();
        }
    }

    /** Closes the port on a separate thread; completes when it is closed and both threads have ended, which may be never. */
    CompletableFuture<Void> release() {
        if (releasing.compareAndSet(false, true)) {
            mayRead.release();
            for (Worker worker : workers) {
                worker.called.release();
            }
            daemon(name, "close", this::closeAndWait).start();
        }
        return released;
    }

    private void closeAndWait() {
        try {
            device.close();
            for (Worker worker : workers) {
                worker.join();
            }
            released.complete(null);
        } catch (InterruptedException | RuntimeException | Error broken) {
            released.completeExceptionally(broken);
        }
    }

    /** One of the two threads. It is the loop while it runs one of the loop's tasks, so that Reactor refuses to block on it. */
    private final class Worker extends FastThreadLocalThread implements NonBlocking {

        final Semaphore called = new Semaphore(0);
        private final int number;

        /** While this thread delivers received bytes. */
        private boolean mayWrite;

        /** Output was requested meanwhile. */
        private boolean writesNext;

        Worker(int number, String work) {
            super((ThreadGroup) null, threadName(name, work));
            this.number = number;
            setDaemon(true);
        }

        PortThreads port() {
            return PortThreads.this;
        }

        @Override
        public void run() {
            try {
                while (!releasing.get()) {
                    forgetInterrupt();
                    if (reader.get() == number << 1) {
                        readOnce();
                    } else {
                        standBy();
                        // A thread that was called to take over the reading leaves the write to the other one.
                        if (reader.get() != number << 1) {
                            writeWaiting();
                        }
                    }
                }
            } catch (IOException gone) {
                lost(gone);
            } catch (RuntimeException | Error broken) {
                lost(new IOException("its thread ended: " + broken, broken));
            } finally {
                FastThreadLocal.removeAll();
            }
        }

        private void lost(IOException why) {
            if (!releasing.get()) {
                events.lost(why);
            }
        }

        /** Like {@link #isAsked}, a wait outside of all turns of the loop, which may block this thread. */
        private void standBy() {
            called.acquireUninterruptibly();
        }

        private boolean isAsked() {
            if (mayRead.tryAcquire()) {
                return true;
            }
            try {
                return mayRead.tryAcquire(CHECK_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException stray) {
                return false;
            }
        }

        /** A handler that ran on this thread interrupted its own work, not the port. */
        private void forgetInterrupt() {
            if (isInterrupted()) {
                Thread.interrupted();
            }
        }

        private void readOnce() throws IOException {
            if (!isAsked()) {
                // Without a request for bytes, a lost port would not be noticed.
                device.check();
                return;
            }
            int count = 0;
            while (count == 0 && !releasing.get()) {
                count = device.read(input);
            }
            if (count > 0) {
                mayWrite = slowness < SLOW;
                events.received(count);
                mayWrite = false;
            }
            if (writesNext) {
                writesNext = false;
                writeInstead();
            }
        }

        private void writeInstead() throws IOException {
            int reading = number << 1;
            reader.set(reading | 1);
            int count = write();
            // Has no effect if the other thread has taken over the reading.
            reader.compareAndSet(reading | 1, reading);
            if (count > 0) {
                events.written(count);
            }
        }

        private void writeWaiting() throws IOException {
            int count = write();
            if (count > 0) {
                events.written(count);
            }
        }

        private int write() throws IOException {
            int count = toWrite.getAndSet(0);
            if (count == 0 || releasing.get()) {
                return 0;
            }
            forgetInterrupt();
            long began = System.nanoTime();
            device.write(output, count);
            boolean slow = System.nanoTime() - began > SLOW_NANOS;
            int before = slowness;
            slowness = slow ? Math.min(before + SLOW_WEIGHT, SLOWEST) : Math.max(before - 1, 0);
            return count;
        }
    }
}
