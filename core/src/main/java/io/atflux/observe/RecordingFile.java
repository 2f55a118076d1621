package io.atflux.observe;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes a recording to a file, on a thread of its own, so that a slow disk slows no session. One file for one session.
 *
 * <pre>{@code
 * try (RecordingFile file = RecordingFile.create(Path.of("session.txt"))) {
 *     AtClient.over(line).recordTo(file).connect()…
 * }
 * }</pre>
 */
public final class RecordingFile implements Consumer<WireEvent>, AutoCloseable {

    private static final int MOST_WAITING = 10_000;
    private static final String END = "";

    private final BufferedWriter writer;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>(MOST_WAITING);
    private final Thread thread;
    private long lost;
    private volatile @Nullable IOException failure;

    private RecordingFile(BufferedWriter writer, Path path) {
        this.writer = writer;
        this.thread = new Thread(this::write, "atflux-recording-" + path.getFileName());
        thread.setDaemon(true);
    }

    /**
     * Creates the file, or empties the one that is there.
     *
     * @throws IOException where it cannot be written
     */
    public static RecordingFile create(Path path) throws IOException {
        RecordingFile file = new RecordingFile(Files.newBufferedWriter(path, StandardCharsets.US_ASCII), path);
        file.thread.start();
        return file;
    }

    /** Takes an event; never blocks. What the disk cannot keep up with is lost, and the file says how much. */
    @Override
    public synchronized void accept(WireEvent event) {
        if (lost > 0 && lines.offer("# " + lost + " events lost")) {
            lost = 0;
        }
        if (lost > 0 || !lines.offer(event.format())) {
            lost++;
        }
    }

    private void write() {
        try (writer) {
            for (String line = lines.take(); !line.equals(END); line = lines.take()) {
                writer.write(line);
                writer.newLine();
                if (lines.isEmpty()) {
                    writer.flush();
                }
            }
        } catch (IOException e) {
            failure = e;
            lines.clear();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Writes what waits, and ends.
     *
     * @throws UncheckedIOException where the file could not be written
     */
    @Override
    public void close() {
        try {
            lines.put(END);
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        IOException failed = failure;
        if (failed != null) {
            throw new UncheckedIOException(failed);
        }
    }
}
