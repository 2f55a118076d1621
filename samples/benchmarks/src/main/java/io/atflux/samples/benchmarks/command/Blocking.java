package io.atflux.samples.benchmarks.command;

import java.io.Closeable;
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

    /** Starts a thread. */
    interface Starter {
        void start(Runnable work);
    }

    /** Starts platform threads. */
    static Starter platform() {
        AtomicInteger number = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, "client-blocking-" + number.incrementAndGet());
            thread.setDaemon(true);
            thread.start();
        };
    }

    /** Starts virtual threads; null before Java 21. */
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
            begin(new Line(socket(port)), starter);
        }
    }

    /** One line that is already open. */
    Blocking(Streams streams, Starter starter) {
        begin(new Line(streams), starter);
    }

    private void begin(Line line, Starter starter) {
        lines.add(line);
        starter.start(line::run);
    }

    /** Both directions of a line. */
    record Streams(InputStream in, OutputStream out, Closeable line) {}

    private static Streams socket(int port) {
        try {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            return new Streams(socket.getInputStream(), socket.getOutputStream(), socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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

    long answers() {
        return lines.stream().mapToLong(line -> line.answers).sum();
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
        private long answers;
        private final Streams streams;

        Line(Streams streams) {
            this.streams = streams;
        }

        void run() {
            try {
                for (begins.acquire(); !over; begins.acquire()) {
                    do {
                        exchange(streams.in(), streams.out());
                        answers++;
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
                streams.line().close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
