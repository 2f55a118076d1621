package io.atflux.samples.modem.at;

import java.util.Arrays;
import java.util.function.IntSupplier;

/**
 * Finds command lines in a stream of bytes: searches for {@code AT}, then collects up to CR. Bytes before {@code AT}
 * are discarded without echo. LF alone does not end a line.
 */
public final class LineCollector {

    private static final int SEARCHING = 0;
    private static final int AFTER_A = 1;
    private static final int COLLECTING = 2;

    private final IntSupplier capacity;
    private final Listener listener;
    private byte[] line = new byte[256];
    private int length;
    private int state = SEARCHING;

    /**
     * A collector that searches for its first line.
     *
     * @param capacity the longest line, in bytes without its CR; a longer one is dropped silently and the search starts
     *     again
     */
    public LineCollector(IntSupplier capacity, Listener listener) {
        this.capacity = capacity;
        this.listener = listener;
    }

    /** Takes one byte; {@code backspace} and {@code end} are the values of S5 and S3. */
    public void accept(byte b, int backspace, int end) {
        switch (state) {
            case SEARCHING -> begin(b);
            case AFTER_A -> afterA(b);
            default -> collect(b, backspace, end);
        }
    }

    private void begin(byte b) {
        if (b == 'A' || b == 'a') {
            append(b);
            state = AFTER_A;
        }
    }

    private void afterA(byte b) {
        if (b == 'T' || b == 't') {
            append(b);
            state = COLLECTING;
            listener.lineBegins();
            listener.echo(line[0]);
            listener.echo(b);
        } else if (b == '/') {
            byte a = line[0];
            restart();
            listener.lineBegins();
            listener.echo(a);
            listener.echo(b);
            listener.repeat();
        } else {
            restart();
            begin(b);
        }
    }

    private void collect(byte b, int backspace, int end) {
        if (b == end) {
            byte[] complete = Arrays.copyOf(line, length);
            restart();
            listener.lineEnd(b);
            listener.line(complete);
        } else if (b == backspace) {
            if (length > 2) {
                length--;
                listener.echo(b);
            }
        } else if (length >= capacity.getAsInt()) {
            restart();
        } else {
            append(b);
            listener.echo(b);
        }
    }

    private void append(byte b) {
        if (length == line.length) {
            line = Arrays.copyOf(line, Math.min(Math.max(capacity.getAsInt(), length + 1), length * 2));
        }
        line[length++] = b;
    }

    private void restart() {
        length = 0;
        state = SEARCHING;
        if (line.length > 1024) {
            line = new byte[256];
        }
    }

    /** Receives the events of the collector, in the order of the bytes. */
    public interface Listener {

        /** The first byte of a command line follows. */
        void lineBegins();

        /** A byte of a command line. */
        void echo(byte b);

        /** The byte that ends a line. */
        void lineEnd(byte b);

        /** A complete line, from its {@code AT} up to its end, exclusive. */
        void line(byte[] line);

        /** {@code A/}. */
        void repeat();
    }
}
