package io.atflux.transport.serial;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A driver that hangs where the test requires it, until it is released. It records the written bytes, and the thread that wrote
 * them.
 */
final class FakeDevice implements OpenPort {

    /** A write hangs. */
    final CountDownLatch inWrite = new CountDownLatch(1);

    final CountDownLatch inClose = new CountDownLatch(1);
    final CountDownLatch letClose = new CountDownLatch(1);
    final AtomicInteger closes = new AtomicInteger();
    final CountDownLatch closed = new CountDownLatch(1);
    volatile boolean writeHangs;
    private final boolean closeHangs;
    final BlockingQueue<Thread> readers = new LinkedBlockingQueue<>();
    final BlockingQueue<Thread> writers = new LinkedBlockingQueue<>();
    final BlockingQueue<byte[]> written = new LinkedBlockingQueue<>();
    final CountDownLatch letWrite = new CountDownLatch(1);
    volatile long writeNanos;
    private final BlockingQueue<byte[]> incoming = new LinkedBlockingQueue<>();
    private volatile @Nullable IOException gone;

    FakeDevice(boolean writeHangs, boolean closeHangs) {
        this.writeHangs = writeHangs;
        this.closeHangs = closeHangs;
    }

    /** From now on no device is connected to it. */
    void vanish(String why) {
        gone = new IOException(why);
    }

    /** The next input. */
    void say(String text) {
        incoming.add(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public int read(byte[] into) throws IOException {
        check();
        try {
            byte[] next = incoming.take();
            if (next.length > 0) {
                readers.add(Thread.currentThread());
            }
            System.arraycopy(next, 0, into, 0, next.length);
            return next.length;
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void write(byte[] from, int count) throws IOException {
        check();
        writers.add(Thread.currentThread());
        if (writeHangs) {
            inWrite.countDown();
            awaitQuietly(letWrite);
            if (closes.get() > 0) {
                throw new IOException("closed under a write");
            }
        }
        long began = System.nanoTime();
        while (System.nanoTime() - began < writeNanos) {
            Thread.onSpinWait();
        }
        written.add(Arrays.copyOf(from, count));
    }

    @Override
    public void check() throws IOException {
        IOException why = gone;
        if (why != null) {
            throw why;
        }
    }

    @Override
    public void close() {
        closes.incrementAndGet();
        inClose.countDown();
        incoming.add(new byte[0]);
        letWrite.countDown();
        if (closeHangs) {
            awaitQuietly(letClose);
        }
        closed.countDown();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
