package io.atflux.observe;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes a recording to a file on a separate thread, so that a slow disk does not delay a session: events are collected for 50
 * ms. One file for one session.
 *
 * <pre>{@code
 * try (RecordingFile file = RecordingFile.create(Path.of("session.txt"))) {
 *     AtClient.over(line).recordTo(file).connect()…
 * }
 * }</pre>
 */
public final class RecordingFile implements Consumer<WireEvent>, AutoCloseable {

    private static final int MOST_WAITING = 10_000;
    /** Events are not formatted when accepted, because that runs on the session's event loop. */
    private static final Object END = new Object();
    /** Events are collected for this time: waking the thread for each event costs more than the event. */
    private static final long GATHERING_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private static final long PATIENCE_SECONDS = 5;

    private final BufferedWriter writer;
    private final BlockingQueue<Object> lines = new LinkedBlockingQueue<>(MOST_WAITING);
    private final Thread thread;
    private long lost;
    private volatile @Nullable IOException failure;

    private RecordingFile(BufferedWriter writer, String name) {
        this.writer = writer;
        this.thread = new Thread(this::write, "atflux-recording-" + name);
        thread.setDaemon(true);
    }

    /**
     * Creates the file, or truncates an existing one.
     *
     * @throws IOException if it cannot be written
     */
    public static RecordingFile create(Path path) throws IOException {
        return to(Files.newBufferedWriter(path, StandardCharsets.US_ASCII), "" + path.getFileName());
    }

    static RecordingFile to(BufferedWriter writer, String name) {
        RecordingFile file = new RecordingFile(writer, name);
        file.thread.start();
        return file;
    }

    /** Accepts an event; never blocks. Events that the disk is too slow for are lost, and the file states their number. */
    @Override
    public synchronized void accept(WireEvent event) {
        if (failure != null) {
            return;
        }
        if (lost > 0 && lines.offer(lostEvents())) {
            lost = 0;
        }
        if (lost > 0 || !lines.offer(event)) {
            lost++;
        }
    }

    private String lostEvents() {
        return "# " + lost + " events lost";
    }

    private void write() {
        try (writer) {
            for (Object next = next(); next != END; next = next()) {
                writer.write(next instanceof WireEvent event ? event.format() : next.toString());
                writer.newLine();
            }
        } catch (IOException e) {
            failure = e;
            lines.clear();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Object next() throws IOException, InterruptedException {
        Object next = lines.poll();
        if (next != null) {
            return next;
        }
        writer.flush();
        next = lines.take();
        if (next != END) {
            LockSupport.parkNanos(GATHERING_NANOS);
        }
        return next;
    }

    /**
     * Writes the waiting events and ends; gives up on a disk that accepts nothing for seconds.
     *
     * @throws UncheckedIOException if the file could not be written completely
     */
    @Override
    public void close() {
        try {
            if (tellOfLost()) {
                lines.offer(END, PATIENCE_SECONDS, TimeUnit.SECONDS);
                LockSupport.unpark(thread);
            }
            thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        IOException failed = failure;
        if (failed != null) {
            throw new UncheckedIOException(failed);
        }
        if (thread.isAlive()) {
            throw new UncheckedIOException(new IOException("the file of the recording accepts no data"));
        }
    }

    /** False if the queue has no room for the notice either. */
    private boolean tellOfLost() throws InterruptedException {
        String notice;
        synchronized (this) {
            if (lost == 0 || failure != null) {
                return true;
            }
            notice = lostEvents();
            lost = 0;
        }
        return lines.offer(notice, PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
