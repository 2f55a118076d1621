package io.atflux.internal.codec;

import io.atflux.internal.text.Lines;
import io.atflux.line.AtLine;
import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the byte stream into lines and prompts, in one pass over the bytes and with one string for each line. Any split of
 * the stream into reads gives the same frames.
 *
 * <p>A line ends at its first CR or LF. The CR and LF bytes between two texts become the second one's lead. So no byte is
 * lost if a payload was cut, and {@code \r\n}, {@code \r\r\n} and {@code \n} are all line ends.
 *
 * <p>It has more fields than other classes here, since each byte needs most of them. Not thread-safe: belongs to one channel.
 */
public final class LineScanner {

    private static final int MOST_LEAD = 64;

    private final FrameSink sink;
    private final int maxLine;
    private final @Nullable UnaryOperator<String> shown;

    private final LineBuffer partial;
    private final Lead lead = new Lead(MOST_LEAD);

    /** Whether NULs and blank lines may be part of a text. */
    private boolean inText;

    private final TextCount count = new TextCount();
    private long mark;
    private long markOfLine;

    private boolean promptArmed;
    private boolean promptRefused;
    private boolean afterPrompt;
    private boolean blankSoFar = true;

    private final CountedLines counted = new CountedLines();
    private long discarded;

    public LineScanner(FrameSink sink, int maxLine) {
        this(sink, maxLine, null);
    }

    /** @param shown masks a line for display; null to show lines unmasked */
    public LineScanner(FrameSink sink, int maxLine, @Nullable UnaryOperator<String> shown) {
        this.sink = sink;
        this.shown = shown;
        this.maxLine = maxLine;
        this.partial = new LineBuffer(maxLine);
    }

    /** Whether a {@code >} at the start of a line is reported as a prompt. */
    public void armPrompt(boolean armed) {
        promptArmed = armed;
    }

    /** Declares the lines whose bytes are counted. Takes effect with the next line. */
    public void armCounted(List<CountedLine> lines) {
        counted.arm(lines, partial.isEmpty() && discarded == 0);
    }

    /** Whether a text is being read: then a NUL at the start of a line belongs to the text, and a blank line is a line. */
    public void inText(boolean text) {
        inText = text;
    }

    /**
     * The line just emitted announced this number of bytes of text below it. They are counted, and emitted as one line up to
     * the end of the line in which they end.
     *
     * @param end the line end before them; null if it is not known
     */
    public void count(int bytes, @Nullable String end) {
        count.begin(bytes, end);
    }

    /** Stops counting. @return the counted bytes that have arrived */
    public byte[] stopCounting() {
        byte[] came = partial.copy();
        count.stop();
        startLine();
        return came;
    }

    /** The counted bytes that have arrived so far. */
    public byte[] countedSoFar() {
        return partial.copy();
    }

    /** Whether the bytes of a line are being counted. */
    public boolean isCounting() {
        return counted.isCounting();
    }

    /** Whether this number of bytes fits into a line. */
    public boolean fits(int bytes) {
        return bytes <= maxLine;
    }

    /** Sets the mark for the lines whose first byte arrives from now on. */
    public void mark(long value) {
        mark = value;
    }

    /** The mark of the line just emitted. */
    public long markOfLine() {
        return markOfLine;
    }

    /** The CR and LF bytes since the last line; null if another line has begun. */
    public @Nullable String leadSoFar() {
        return partial.isEmpty() && discarded == 0 ? lead.text() : null;
    }

    /** The CR and LF bytes before the line that has begun; null if none has. */
    public @Nullable String leadOfBegun() {
        return partial.isEmpty() ? null : lead.text();
    }

    /**
     * Removes the line that has begun, if so far it is a {@code >}, blanks aside, that was refused as a prompt.
     *
     * @return the CR and LF bytes before it; null if there is no such line
     */
    public @Nullable String takeLonePrompt() {
        boolean lone = promptArmed && promptRefused && partial.text().strip().equals(">");
        if (!lone) {
            return null;
        }
        String before = lead.text();
        promptTaken();
        return before;
    }

    /** Restores the {@code >} that was taken: it was no prompt. */
    public void putBack(String before) {
        lead.set(before);
        partial.append((byte) '>');
        promptRefused = true;
        afterPrompt = false;
    }

    private void promptTaken() {
        partial.clear();
        promptRefused = false;
        counted.promptTaken();
        lead.clear();
        afterPrompt = true;
    }

    /** Takes all readable bytes. Does not release the buffer. */
    public void feed(ByteBuf in) {
        Chunk chunk = Chunk.take();
        try {
            chunk.fill(in);
            scan(chunk);
        } finally {
            chunk.giveBack();
        }
    }

    private void scan(Chunk in) {
        while (in.left() > 0) {
            if (count.isUnderWay()) {
                count(in);
                continue;
            }
            if (partial.isEmpty() && discarded == 0 && !beginsLine(in)) {
                continue;
            }
            if (discarded > 0) {
                discard(in);
            } else if (promptArmed && !promptRefused && blankSoFar && takePrompt(in)) {
                continue;
            } else {
                CountedLine line = counted.of(partial);
                if (line == null || !takesCounted(in, line)) {
                    takeText(in);
                }
            }
        }
    }

    /** Takes what stands before a line's first character: the lead, NULs, the blank of a prompt. @return whether a line stands here then */
    private boolean beginsLine(Chunk in) {
        if (lead.takes(in)) {
            afterPrompt = false;
            if (in.left() == 0) {
                return false;
            }
        }
        byte b = in.peek();
        if (b == 0 && !inText) {
            int noise = Octets.skipNuls(in);
            sink.noise(noise);
            return false;
        }
        if (afterPrompt && b == ' ') {
            in.skip(1);
            return false;
        }
        afterPrompt = false;
        markOfLine = mark;
        return true;
    }

    private boolean takePrompt(Chunk in) {
        byte b = in.peek();
        if (b == ' ' && partial.length() < maxLine) {
            in.skip(1);
            partial.append(b);
            return true;
        }
        if (b != '>') {
            return false;
        }
        if (!sink.prompt(lead.text())) {
            promptRefused = true;
            return false;
        }
        in.skip(1);
        promptTaken();
        return true;
    }

    private void count(Chunk in) {
        if (count.takesLead(in, lead)) {
            return;
        }
        markOfLine = partial.isEmpty() ? mark : markOfLine;
        count.take(in, partial);
        blankSoFar = false;
    }

    private void takeText(Chunk in) {
        int n = in.untilEnd();
        boolean ends = n < in.left();
        if (!partial.fits(n)) {
            discarded = partial.length();
            partial.clear();
            discard(in);
            return;
        }
        if (ends) {
            emit(partial.isEmpty() ? in.text(n) : partial.textWith(in, n));
        } else {
            partial.read(in, n);
            blankSoFar = false;
        }
    }

    /** Takes the header byte by byte, then the number of bytes that it announced, whatever they are. @return false if it is plain text */
    private boolean takesCounted(Chunk in, CountedLine line) {
        if (line.left() > 0) {
            line.take(in, partial);
            blankSoFar = false;
            return true;
        }
        boolean taken = line.takesHeader(in, partial, maxLine);
        blankSoFar &= !taken;
        return taken;
    }

    private void emit(String text) {
        AtLine line = Lines.wrap(text, lead.text(), shown);
        startLine();
        if (inText || !Octets.isBlank(text)) {
            sink.line(line);
        }
    }

    private void startLine() {
        partial.clear();
        lead.clear();
        promptRefused = false;
        blankSoFar = true;
        counted.startLine();
        partial.shrink();
    }

    private void discard(Chunk in) {
        int n = in.untilEnd();
        discarded += n;
        in.skip(n);
        if (in.left() > 0) {
            long bytes = discarded;
            discarded = 0;
            startLine();
            sink.overlong(bytes);
        }
    }
}
