package io.atflux.internal.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The bytes of a line that has not ended yet. */
final class LineBuffer {

    private static final int FIRST_CAPACITY = 64;

    private final int most;
    /** Empty until it is needed: a line that arrives whole does not use it. */
    private byte[] bytes = {};

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

    void append(byte b) {
        if (length == bytes.length) {
            grow(length + 1);
        }
        bytes[length++] = b;
    }

    void read(Chunk in, int n) {
        if (length + n > bytes.length) {
            grow(length + n);
        }
        in.to(bytes, length, n);
        length += n;
    }

    private void grow(int least) {
        int twice = Math.max(FIRST_CAPACITY, bytes.length * 2);
        bytes = Arrays.copyOf(bytes, Math.max(least, Math.min(most, twice)));
    }

    void clear() {
        length = 0;
    }

    /** Releases the memory of a long line. */
    void shrink() {
        if (bytes.length > FIRST_CAPACITY) {
            bytes = new byte[FIRST_CAPACITY];
        }
    }
}
