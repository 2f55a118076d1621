package io.atflux.samples.modem.at;

import java.io.ByteArrayOutputStream;

/** The engine's treatment of backslashes in quoted parameters (V.250 {@code \HH}, with the 8910's looseness). */
public final class Escapes {

    private Escapes() {}

    /**
     * Replaces a backslash and two alphanumerics by one byte. The real firmware checks for alphanumerics, not for hex
     * digits, so {@code \te} becomes garbage. Every other backslash stays, including the one of {@code \"}.
     */
    static byte[] decode(byte[] source, int from, int to) {
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(to - from);
        int at = from;
        while (at < to) {
            if (source[at] == '\\' && at + 2 < to && isAlphanumeric(source[at + 1]) && isAlphanumeric(source[at + 2])) {
                decoded.write((digit(source[at + 1]) << 4) + digit(source[at + 2]));
                at += 3;
            } else {
                decoded.write(source[at++]);
            }
        }
        return decoded.toByteArray();
    }

    /**
     * Reduces {@code \"} to a quote and {@code \\} to a backslash, as a command handler that unescapes its own
     * parameters does.
     */
    public static byte[] unescape(byte[] source) {
        ByteArrayOutputStream plain = new ByteArrayOutputStream(source.length);
        for (int at = 0; at < source.length; at++) {
            if (source[at] == '\\' && at + 1 < source.length && (source[at + 1] == '"' || source[at + 1] == '\\')) {
                at++;
            }
            plain.write(source[at]);
        }
        return plain.toByteArray();
    }

    private static boolean isAlphanumeric(byte b) {
        return b >= '0' && b <= '9' || b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z';
    }

    private static int digit(byte b) {
        if (b <= '9') {
            return b - '0';
        }
        return b <= 'Z' ? b - 'A' + 10 : b - 'a' + 10;
    }
}
