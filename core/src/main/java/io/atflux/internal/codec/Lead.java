package io.atflux.internal.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The CR and LF bytes before a line. The usual leads are shared constants, so that a line allocates no string for its lead. */
final class Lead {

    private static final String[] USUAL = {"", "\r\n", "\r\n\r\n", "\r\r\n", "\n", "\r"};

    private static final int FIRST_CAPACITY = 8;

    private final int most;
    private byte[] bytes = new byte[FIRST_CAPACITY];
    private int length;

    Lead(int most) {
        this.most = most;
    }

    /** Takes all CR and LF bytes at the current position. */
    void add(Chunk in) {
        while (in.left() > 0 && Octets.isEnd(in.peek())) {
            add(in.next());
        }
    }

    void add(byte b) {
        if (length == bytes.length && length < most) {
            bytes = Arrays.copyOf(bytes, Math.min(most, 2 * length));
        }
        if (length == most) {
            // A flood of blank lines: only the end of the lead distinguishes lines.
            System.arraycopy(bytes, 1, bytes, 0, --length);
        }
        bytes[length++] = b;
    }

    void set(String text) {
        length = 0;
        text.chars().forEach(c -> add((byte) c));
    }

    void clear() {
        length = 0;
    }

    int length() {
        return length;
    }

    String text() {
        for (String usual : USUAL) {
            if (isText(usual)) {
                return usual;
            }
        }
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    }

    private boolean isText(String text) {
        if (text.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (bytes[i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
