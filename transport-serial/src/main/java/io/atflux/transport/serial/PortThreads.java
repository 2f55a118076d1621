package io.atflux.transport.serial;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The threads of one open port: one reads, one writes, one closes. The reader takes from the port only what was asked for, so
 * that whoever stops asking stops the port.
 */
final class PortThreads {

    /** One read of the system gives 4 KiB at most. */
    static final int BUFFER = 4096;

    private static final long CHECK_SECONDS = 1;

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
    private final Semaphore mayWrite = new Semaphore(0);
    private final AtomicBoolean releasing = new AtomicBoolean();
    private final CompletableFuture<Void> released = new CompletableFuture<>();
    private final Thread reader;
    private final Thread writer;
    private volatile int toWrite;

    PortThreads(OpenPort device, String name, Events events) {
        this.device = device;
        this.name = name;
        this.events = events;
        this.reader = daemon(name, "read", () -> guarded(this::readAll));
        this.writer = daemon(name, "write", () -> guarded(this::writeAll));
    }

    /** A thread that does not keep the process alive, named after its port and its work. */
    static Thread daemon(String port, String work, Runnable task) {
        Thread thread = new Thread(task, "atflux-serial-" + port + "-" + work);
        thread.setDaemon(true);
        return thread;
    }

    void start() {
        reader.start();
        writer.start();
    }

    /** One read more. */
    void permitRead() {
        mayRead.release();
    }

    /** Writes the first bytes of {@link #output}, which must not be touched until they are written. */
    void write(int count) {
        toWrite = count;
        mayWrite.release();
    }

    /** Closes the port on a thread of its own; completes when it is closed and no thread is left in it, which may be never. */
    CompletableFuture<Void> release() {
        if (releasing.compareAndSet(false, true)) {
            mayRead.release();
            mayWrite.release();
            daemon(name, "close", this::closeAndWait).start();
        }
        return released;
    }

    private void closeAndWait() {
        try {
            device.close();
            reader.join();
            writer.join();
            released.complete(null);
        } catch (InterruptedException | RuntimeException | Error broken) {
            released.completeExceptionally(broken);
        }
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private void guarded(Work work) {
        try {
            work.run();
        } catch (IOException gone) {
            lost(gone);
        } catch (InterruptedException | RuntimeException | Error broken) {
            lost(new IOException("its thread ended: " + broken, broken));
        }
    }

    private void lost(IOException why) {
        if (!releasing.get()) {
            events.lost(why);
        }
    }

    private void readAll() throws IOException, InterruptedException {
        while (!releasing.get()) {
            if (!mayRead.tryAcquire(CHECK_SECONDS, TimeUnit.SECONDS)) {
                // Nobody asks for bytes, and nobody would notice that the port is gone.
                device.check();
                continue;
            }
            int count = 0;
            while (count == 0 && !releasing.get()) {
                count = device.read(input);
            }
            if (count > 0) {
                events.received(count);
            }
        }
    }

    private void writeAll() throws IOException, InterruptedException {
        while (true) {
            mayWrite.acquire();
            if (releasing.get()) {
                return;
            }
            int count = toWrite;
            device.write(output, count);
            events.written(count);
        }
    }
}
