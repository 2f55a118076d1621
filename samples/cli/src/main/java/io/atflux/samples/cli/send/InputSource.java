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
 * Commands from an input stream, a line each, as they come: a person's, or another program's. Blank lines, and comments, which begin
 * with {@code #}, are left out. A line's bytes are sent as they are. Two daemon threads: one that
 * reads, because a read cannot be called off, and one that hands the lines on.
 */
final class InputSource implements CommandSource {

    /** Far over any modem's longest command, so that what is cut here is refused there. */
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

    /** @param patienceMillis how long a further command is waited for after the line was lost */
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
        // Wakes a hand-over that waits; one that has lines to hand on needs no waking.
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

    /** Marks are told by identity: any text may be a command. */
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
            // As good as its end.
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

    /** Editors of some systems write one before a text in UTF-8. */
    private String withoutMark(String line) {
        return first && line.startsWith(BYTE_ORDER_MARK) ? line.substring(BYTE_ORDER_MARK.length()) : line;
    }
}
