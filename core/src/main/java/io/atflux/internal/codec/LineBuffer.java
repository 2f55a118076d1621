package io.atflux.internal.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The bytes of a line that has not ended yet. */
final class LineBuffer {

    private static final int FIRST_CAPACITY = 64 - Words.SLACK;

    private final int most;
    /** None before it is needed: lines that come whole never touch it. */
    private byte[] bytes = Words.NONE;

    private int length;

    LineBuffer(int most) {
        this.most = most;
    }

    int length() {
        return length;
    }

    boolean isEmpty() {
        return length == 0;
    }

    boolean fits(long more) {
        return length + more <= most;
    }

    byte[] array() {
        return bytes;
    }

    byte[] copy() {
        return Arrays.copyOf(bytes, length);
    }

    String text() {
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    }

    /** All of the line, of which so many bytes more stand here. */
    String textWith(Chunk in, int n) {
        read(in, n);
        return text();
    }

    void append(byte b) {
        reserve(1);
        bytes[length++] = b;
    }

    void read(Chunk in, int n) {
        reserve(n);
        in.to(bytes, length, n);
        length += n;
    }

    private void reserve(int more) {
        int capacity = bytes.length - Words.SLACK;
        if (length + more > capacity) {
            int twice = Math.max(FIRST_CAPACITY, capacity * 2);
            bytes = Arrays.copyOf(bytes, Math.max(length + more, Math.min(most, twice)) + Words.SLACK);
        }
    }

    void clear() {
        length = 0;
    }

    /** Releases the memory of a long line. */
    void shrink() {
        if (bytes.length > FIRST_CAPACITY + Words.SLACK) {
            bytes = new byte[FIRST_CAPACITY + Words.SLACK];
        }
    }
}
