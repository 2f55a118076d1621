package io.atflux.internal.codec;

import io.atflux.line.Parameters;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.ToIntFunction;

/** Follows one line whose header announces the number of bytes that it carries. */
public final class CountedLine {

    private final byte[] prefix;
    private final int header;
    private final ToIntFunction<Parameters> sizer;
    private int commas;
    private int left;
    private boolean sized;

    /**
     * @param name the line's name
     * @param header the number of parameters before the counted bytes
     * @param sizer computes the number of bytes from those parameters; negative for an invalid header
     */
    public CountedLine(String name, int header, ToIntFunction<Parameters> sizer) {
        this.prefix = (name + ':').toUpperCase(Locale.ROOT).getBytes(StandardCharsets.ISO_8859_1);
        this.header = header;
        this.sizer = sizer;
    }

    void reset() {
        commas = 0;
        left = 0;
        sized = false;
    }

    /** Whether the line so far matches the counted line's name, and not all its bytes have arrived. */
    boolean wants(byte[] line, int length) {
        if (left > 0) {
            return true;
        }
        if (sized) {
            return false;
        }
        for (int i = 0; i < Math.min(length, prefix.length); i++) {
            int b = line[i] >= 'a' && line[i] <= 'z' ? line[i] - 32 : line[i];
            if (b != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    int left() {
        return left;
    }

    /** Takes the counted bytes that the chunk holds. */
    void take(Chunk in, LineBuffer line) {
        int n = Math.min(left, in.left());
        line.read(in, n);
        left -= n;
    }

    /** Takes the next byte of the header. @return false if the line ends before it announces its bytes, or is too long */
    boolean takesHeader(Chunk in, LineBuffer line, int maxLine) {
        if (Octets.isEnd(in.peek()) || line.length() >= maxLine) {
            return false;
        }
        line.append(in.next());
        header(line.array(), line.length(), maxLine);
        return true;
    }

    private void header(byte[] line, int length, int maxLine) {
        if (line[length - 1] != ',' || length <= prefix.length || ++commas < header) {
            return;
        }
        sized = true;
        String text = new String(line, prefix.length, length - 1 - prefix.length, StandardCharsets.ISO_8859_1);
        int bytes = sizer.applyAsInt(Parameters.parse(text, 0));
        left = bytes > 0 && bytes <= maxLine - length ? bytes : 0;
    }
}
