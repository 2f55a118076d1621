package io.atflux.samples.benchmarks.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A thread for each line, platform or virtual, that writes to a socket and reads from it until all line feeds are there. */
final class Blocking implements Contender {

    private final List<Line> lines = new ArrayList<>();
    private final Semaphore halted = new Semaphore(0);
    private volatile boolean sends;
    private volatile boolean over;

    /** How a thread is started. */
    interface Starter {
        void start(Runnable work);
    }

    /** Ordinary threads. */
    static Starter platform() {
        AtomicInteger number = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, "client-blocking-" + number.incrementAndGet());
            thread.setDaemon(true);
            thread.start();
        };
    }

    /** Virtual threads; null before Java 21. */
    static @Nullable Starter virtual() {
        try {
            Method start = Thread.class.getMethod("startVirtualThread", Runnable.class);
            start.invoke(null, (Runnable) () -> {});
            return work -> {
                try {
                    start.invoke(null, work);
                } catch (IllegalAccessException | InvocationTargetException e) {
                    throw new IllegalStateException(e);
                }
            };
        } catch (ReflectiveOperationException none) {
            return null;
        }
    }

    Blocking(int count, int port, Starter starter) {
        for (int i = 0; i < count; i++) {
            Line line = new Line(port);
            lines.add(line);
            starter.start(line::run);
        }
    }

    @Override
    public void go() {
        sends = true;
        lines.forEach(line -> line.begins.release());
    }

    @Override
    public void halt() {
        sends = false;
        halted.acquireUninterruptibly(lines.size());
    }

    @Override
    public void close() {
        over = true;
        lines.forEach(line -> line.begins.release());
        lines.forEach(Line::close);
    }

    private final class Line {

        final Semaphore begins = new Semaphore(0);
        private final byte[] command = Wire.signal();
        private final byte[] buffer = new byte[512];
        private final Socket socket;

        Line(int port) {
            try {
                socket = new Socket(InetAddress.getLoopbackAddress(), port);
                socket.setTcpNoDelay(true);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void run() {
            try {
                InputStream in = socket.getInputStream();
                OutputStream out = socket.getOutputStream();
                for (begins.acquire(); !over; begins.acquire()) {
                    do {
                        exchange(in, out);
                    } while (sends);
                    halted.release();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void exchange(InputStream in, OutputStream out) throws IOException {
            out.write(command);
            int feeds = 0;
            while (feeds < Wire.LINE_FEEDS) {
                int read = in.read(buffer);
                for (int i = 0; i < read; i++) {
                    if (buffer[i] == '\n') {
                        feeds++;
                    }
                }
                if (read < 0) {
                    throw new IOException("the modem closed the line");
                }
            }
        }

        void close() {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
