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
 * The two threads of one open port. One of them reads, and takes from the port only what was asked for, so that whoever stops asking
 * stops the port. The other one stands by and writes.
 *
 * <p>What the loop wants to write while it runs on the reading thread, that thread writes by itself as soon as the loop is no longer its
 * own: so the answer to what was read changes no thread, and no loop waits for a write. If that write does not return
 * ({@link #relieve}), the other thread reads on in its place. While a port's writes take long, they go to the
 * thread that stands by, so that they do not delay reads.
 */
final class PortThreads {

    /** One read of the system gives 4 KiB at most. */
    static final int BUFFER = 4096;

    private static final long CHECK_SECONDS = 1;
    private static final long SLOW_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    /** A slow write counts so much towards {@link #SLOW}, a quick one takes 1 away. */
    private static final int SLOW_WEIGHT = 2;

    /** Four slow writes one after the other: a thread that only had to wait for its processor looks slow now and then. */
    private static final int SLOW = 8;

    private static final int SLOWEST = 16;

    /** What happened; called on the port's threads. */
    interface Events {

        /** So many bytes are in {@link PortThreads#input}, which stays untouched until the next {@link #permitRead}. */
        void received(int count);

        /** All of {@link PortThreads#output} that was to be written has left. */
        void written(int count);

        /** The port is gone; nothing follows. */
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

    /** Who reads, and whether it is writing just now. */
    private final AtomicInteger reader = new AtomicInteger();

    /** From {@link #SLOW} on, the thread that reads does not write. Touched by whoever writes. */
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

    /** One read more. */
    void permitRead() {
        mayRead.release();
    }

    /** Writes the first bytes of {@link #output}, which must not be touched until they are written. On the loop. */
    void write(int count) {
        toWrite.set(count);
        Worker own = ownTurn();
        if (own == null) {
            workers[1 - (reader.get() >> 1)].called.release();
        } else {
            own.writesNext = true;
        }
    }

    /** Whether what is written now is written by the thread that reads. On the loop. */
    boolean readerWrites() {
        return ownTurn() != null;
    }

    /** The thread that hands over what it read, if that is this one and it writes by itself. */
    private @Nullable Worker ownTurn() {
        return Thread.currentThread() instanceof Worker worker && worker.port() == this && worker.mayWrite
                ? worker
                : null;
    }

    /** If the reading thread is stuck in a write, the other one reads from now on. On the loop. */
    void relieve() {
        int state = reader.get();
        int other = 1 - (state >> 1);
        if ((state & 1) != 0 && reader.compareAndSet(state, other << 1)) {
            workers[other].called.release();
        }
    }

    /** Closes the port on a thread of its own; completes when it is closed and no thread is left in it, which may be never. */
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

    /** One of the two. It is the loop while it runs one of the loop's tasks, so that Reactor refuses to block on it. */
    private final class Worker extends FastThreadLocalThread implements NonBlocking {

        final Semaphore called = new Semaphore(0);
        private final int number;

        /** While this thread hands over what it read. */
        private boolean mayWrite;

        /** Something was to be written meanwhile. */
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
                        // Called to read in the place of the other one, it leaves the write to that.
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

        /** A handler that ran on this thread meant its own work, not the port. */
        private void forgetInterrupt() {
            if (isInterrupted()) {
                Thread.interrupted();
            }
        }

        private void readOnce() throws IOException {
            if (!isAsked()) {
                // Nobody asks for bytes, and nobody would notice that the port is gone.
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
            // In vain if the other one has taken the reading over.
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
