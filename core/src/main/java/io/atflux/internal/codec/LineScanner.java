package io.atflux.internal.codec;

import io.atflux.line.AtLine;
import io.netty.buffer.ByteBuf;
import io.netty.util.ByteProcessor;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the byte stream into lines and prompts, by one pass over the bytes and one copy a line. Any split of the stream into
 * reads gives the same frames.
 *
 * <p>A line ends at its first CR or LF. The CR and LF bytes between two texts become the second one's lead, so nothing is
 * lost where a payload was cut, and {@code \r\n}, {@code \r\r\n} and {@code \n} are all line ends.
 *
 * <p>Not thread-safe: belongs to one channel.
 */
public final class LineScanner {

    private static final int MOST_LEAD = 64;
    private static final int FIRST_CAPACITY = 64;

    private final FrameSink sink;
    private final int maxLine;

    private byte[] partial = new byte[FIRST_CAPACITY];
    private int length;
    private final Lead lead = new Lead(MOST_LEAD);

    private boolean promptArmed;
    private boolean promptRefused;
    private boolean afterPrompt;
    private boolean blankSoFar = true;

    private List<CountedLine> armed = List.of();
    /** Those of the line that is being read: whoever wanted it may be gone before its end. */
    private List<CountedLine> counted = List.of();

    private long discarded;

    public LineScanner(FrameSink sink, int maxLine) {
        this.sink = sink;
        this.maxLine = maxLine;
    }

    /** Whether a {@code >} at the start of a line is reported as a prompt. */
    public void armPrompt(boolean armed) {
        promptArmed = armed;
    }

    /** Declares the lines whose bytes are to be counted. Takes effect with the next line. */
    public void armCounted(List<CountedLine> lines) {
        armed = lines;
        if (length == 0 && discarded == 0) {
            counted = lines;
        }
    }

    /** Takes all readable bytes. Does not release the buffer. */
    public void feed(ByteBuf in) {
        while (in.isReadable()) {
            if (length == 0 && discarded == 0 && skipLead(in)) {
                continue;
            }
            if (discarded > 0) {
                discard(in);
            } else if (promptArmed && !promptRefused && blankSoFar && takePrompt(in)) {
                continue;
            } else {
                CountedLine line = counted();
                if (line == null) {
                    takeText(in);
                } else {
                    takeCounted(in, line);
                }
            }
        }
    }

    private @Nullable CountedLine counted() {
        for (int i = 0; i < counted.size(); i++) {
            if (counted.get(i).wants(partial, length)) {
                return counted.get(i);
            }
        }
        return null;
    }

    /** Bytes before a line's first character: the lead, NULs, the blank of a prompt. */
    private boolean skipLead(ByteBuf in) {
        byte b = in.getByte(in.readerIndex());
        if (isEnd(b)) {
            in.skipBytes(1);
            lead.add(b);
            afterPrompt = false;
            return true;
        }
        if (b == 0) {
            int noise = skipNuls(in);
            sink.noise(noise);
            return true;
        }
        if (afterPrompt && b == ' ') {
            in.skipBytes(1);
            return true;
        }
        afterPrompt = false;
        return false;
    }

    private static int skipNuls(ByteBuf in) {
        int end = in.forEachByte(ByteProcessor.FIND_NON_NUL);
        int n = (end < 0 ? in.writerIndex() : end) - in.readerIndex();
        in.skipBytes(n);
        return n;
    }

    private static boolean isEnd(byte b) {
        return b == '\r' || b == '\n';
    }

    private boolean takePrompt(ByteBuf in) {
        byte b = in.getByte(in.readerIndex());
        if (b == ' ' && length < maxLine) {
            in.skipBytes(1);
            append(b);
            return true;
        }
        if (b != '>') {
            return false;
        }
        if (!sink.prompt(lead.text())) {
            promptRefused = true;
            return false;
        }
        in.skipBytes(1);
        length = 0;
        counted = armed;
        lead.lineEnded();
        afterPrompt = true;
        return true;
    }

    private void append(byte b) {
        if (length == partial.length) {
            partial = Arrays.copyOf(partial, Math.min(maxLine, length * 2));
        }
        partial[length++] = b;
    }

    private void takeText(ByteBuf in) {
        int from = in.readerIndex();
        int end = in.forEachByte(ByteProcessor.FIND_CRLF);
        int to = end < 0 ? in.writerIndex() : end;
        if (length + (long) (to - from) > maxLine) {
            discarded = length;
            length = 0;
            discard(in);
            return;
        }
        if (end >= 0 && length == 0) {
            byte[] line = new byte[to - from];
            in.readBytes(line);
            emit(line);
            return;
        }
        take(in, to - from);
        if (end >= 0) {
            emit(Arrays.copyOf(partial, length));
        }
    }

    private void take(ByteBuf in, int n) {
        if (length + n > partial.length) {
            partial = Arrays.copyOf(partial, Math.min(maxLine, Math.max(length + n, partial.length * 2)));
        }
        in.readBytes(partial, length, n);
        length += n;
        blankSoFar = false;
    }

    /** Byte by byte through the header, then as many bytes as it announced, whatever they are. */
    private void takeCounted(ByteBuf in, CountedLine line) {
        if (line.left() > 0) {
            int n = Math.min(line.left(), in.readableBytes());
            take(in, n);
            line.took(n);
            return;
        }
        byte b = in.getByte(in.readerIndex());
        if (isEnd(b) || length >= maxLine) {
            takeText(in);
            return;
        }
        in.skipBytes(1);
        append(b);
        line.header(partial, length, maxLine);
    }

    private void emit(byte[] bytes) {
        AtLine line = AtLine.wrap(bytes, lead.text());
        startLine();
        if (!isBlank(bytes)) {
            sink.line(line);
        }
    }

    private void startLine() {
        length = 0;
        lead.clear();
        promptRefused = false;
        blankSoFar = true;
        counted = armed;
        for (int i = 0; i < counted.size(); i++) {
            counted.get(i).reset();
        }
        // One long line must not keep its memory for ever. Lines that come whole never touch it.
        if (partial.length > FIRST_CAPACITY) {
            partial = new byte[FIRST_CAPACITY];
        }
    }

    private static boolean isBlank(byte[] bytes) {
        for (byte b : bytes) {
            if (b != ' ' && b != '\t') {
                return false;
            }
        }
        return true;
    }

    private void discard(ByteBuf in) {
        int end = in.forEachByte(ByteProcessor.FIND_CRLF);
        int to = end < 0 ? in.writerIndex() : end;
        discarded += to - in.readerIndex();
        in.readerIndex(to);
        if (end >= 0) {
            long bytes = discarded;
            discarded = 0;
            startLine();
            sink.overlong(bytes);
        }
    }
}
