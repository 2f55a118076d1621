package io.atflux.internal.codec;

import java.nio.charset.StandardCharsets;

/**
 * The CR and LF bytes before a line. Up to eight of them are one number, the first byte lowest, and the usual ones share their text: a
 * line costs no array and no text for them.
 */
final class Lead {

    /** The most frequent first. */
    private static final String[] USUAL = {"\r\n\r\n", "\r\n", "", "\r\r\n", "\n", "\r"};

    private static final long[] NUMBERS = new long[USUAL.length];

    static {
        for (int i = 0; i < USUAL.length; i++) {
            for (int at = 0; at < USUAL[i].length(); at++) {
                NUMBERS[i] |= shifted(USUAL[i].charAt(at), at);
            }
        }
    }

    private final int most;
    private long number;
    /** All of them, if there are more than eight. */
    private byte[] many = Words.NONE;

    private int length;

    Lead(int most) {
        this.most = most;
    }

    private static long shifted(long value, int bytes) {
        return value << bytes * Byte.SIZE;
    }

    /** Takes all CR and LF bytes that stand here. @return whether there are any */
    boolean takes(Chunk in) {
        if (length == 0 && in.takesBlankLine()) {
            number = NUMBERS[0];
            length = USUAL[0].length();
            return true;
        }
        boolean takes = false;
        while (in.left() > 0 && Octets.isEnd(in.peek())) {
            add(in.next());
            takes = true;
        }
        return takes;
    }

    void add(byte b) {
        if (length < Long.BYTES) {
            number |= shifted(b, length++);
            return;
        }
        if (length == Long.BYTES) {
            many = new byte[most];
            for (int i = 0; i < length; i++) {
                many[i] = (byte) (number >>> i * Byte.SIZE);
            }
        }
        if (length == most) {
            // A flood of blank lines: the end of the lead is what tells lines apart.
            System.arraycopy(many, 1, many, 0, --length);
        }
        many[length++] = b;
    }

    void set(String text) {
        clear();
        text.chars().forEach(c -> add((byte) c));
    }

    void clear() {
        if (length > Long.BYTES) {
            many = Words.NONE;
        }
        number = 0;
        length = 0;
    }

    int length() {
        return length;
    }

    String text() {
        if (length > Long.BYTES) {
            return new String(many, 0, length, StandardCharsets.ISO_8859_1);
        }
        for (int i = 0; i < NUMBERS.length; i++) {
            if (NUMBERS[i] == number) {
                return USUAL[i];
            }
        }
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append((char) (number >>> i * Byte.SIZE & 0xff));
        }
        return text.toString();
    }
}
