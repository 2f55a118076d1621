package io.atflux.transport.serial;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A driver that hangs where it is told to, until it is let go. */
final class FakeDevice implements OpenPort {

    final CountDownLatch inWrite = new CountDownLatch(1);
    final CountDownLatch inClose = new CountDownLatch(1);
    final CountDownLatch letClose = new CountDownLatch(1);
    final AtomicInteger closes = new AtomicInteger();
    final CountDownLatch closed = new CountDownLatch(1);
    private final boolean writeHangs;
    private final boolean closeHangs;
    private volatile @Nullable IOException gone;

    FakeDevice(boolean writeHangs, boolean closeHangs) {
        this.writeHangs = writeHangs;
        this.closeHangs = closeHangs;
    }

    /** From now on there is nothing behind it. */
    void vanish(String why) {
        gone = new IOException(why);
    }

    @Override
    public int read(byte[] into) throws IOException {
        check();
        awaitQuietly(closed);
        return 0;
    }

    @Override
    public void write(byte[] from, int count) throws IOException {
        check();
        inWrite.countDown();
        if (writeHangs) {
            awaitQuietly(closed);
            throw new IOException("closed under a write");
        }
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
