package io.atflux.samples.cli.send;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Commands from an input stream, one per line, as they arrive from a person or a program. Blank lines, and comments,
 * which begin with {@code #}, are left out. A line's bytes are sent unchanged. Two daemon threads: one reads, because a
 * read cannot be cancelled, and one passes the lines on.
 */
final class InputSource implements CommandSource {

    /** Far above the longest command of any modem, so that a line that is cut here is refused later. */
    private static final int LONGEST = 64 * 1024;

    private static final int AHEAD = 64;
    private static final String END = new String("end");
    private static final String LOST = new String("lost");
    private static final String BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf";
    private static final String COMMENT = "#";

    private final InputStream in;
    private final long patienceMillis;
    private final BlockingQueue<String> lines = new LinkedBlockingDeque<>(AHEAD);
    private volatile boolean lost;
    private boolean first = true;

    /** @param patienceMillis the wait for a further command after the line was lost */
    InputSource(InputStream in, long patienceMillis) {
        this.in = in;
        this.patienceMillis = patienceMillis;
    }

    @Override
    public Flux<Given> commands() {
        return Flux.defer(() -> {
            Scheduler own = Schedulers.newSingle("atflux-commands", true);
            Thread reader = new Thread(this::read, "atflux-input");
            reader.setDaemon(true);
            reader.start();
            return Flux.generate(this::next).subscribeOn(own).doFinally(end -> own.dispose());
        });
    }

    @Override
    @SuppressWarnings("ResultOfMethodCallIgnored")
    public void lost() {
        lost = true;
        // Wakes the thread if it waits for lines; otherwise it needs no waking.
        lines.offer(LOST);
    }

    private void next(SynchronousSink<Given> sink) {
        try {
            String line = LOST;
            while (isMark(line, LOST)) {
                line = lost ? lines.poll(patienceMillis, TimeUnit.MILLISECONDS) : lines.take();
            }
            if (line == null || isMark(line, END)) {
                sink.complete();
            } else {
                sink.next(Given.ofBytes(line));
            }
        } catch (InterruptedException disposed) {
            sink.complete();
        }
    }

    /** Marks are compared by identity, because any text may be a command. */
    @SuppressWarnings("StringEquality")
    private static boolean isMark(@Nullable String line, String mark) {
        return line == mark;
    }

    private void read() {
        try {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int b = in.read(); b >= 0; b = in.read()) {
                if (b == '\n') {
                    offer(line);
                } else if (line.size() < LONGEST) {
                    line.write(b);
                }
            }
            offer(line);
            lines.put(END);
        } catch (IOException unreadable) {
            // An error counts as the end of the input.
            offerEnd();
        } catch (InterruptedException disposed) {
            Thread.currentThread().interrupt();
        }
    }

    private void offerEnd() {
        try {
            lines.put(END);
        } catch (InterruptedException disposed) {
            Thread.currentThread().interrupt();
        }
    }

    private void offer(ByteArrayOutputStream line) throws InterruptedException {
        String bytes = line.toString(StandardCharsets.ISO_8859_1);
        line.reset();
        String command = withoutMark(bytes.endsWith("\r") ? bytes.substring(0, bytes.length() - 1) : bytes);
        first = false;
        if (!command.isBlank() && !command.stripLeading().startsWith(COMMENT)) {
            lines.put(command);
        }
    }

    /** Removes the byte order mark that some editors write before a text in UTF-8. */
    private String withoutMark(String line) {
        return first && line.startsWith(BYTE_ORDER_MARK) ? line.substring(BYTE_ORDER_MARK.length()) : line;
    }
}
