package io.atflux.internal.codec;

/** Classifies single bytes of a line. */
final class Octets {

    private Octets() {}

    static int skipNuls(Chunk in) {
        int n = 0;
        while (in.left() > 0 && in.peek() == 0) {
            in.skip(1);
            n++;
        }
        return n;
    }

    static boolean isEnd(byte b) {
        return b == '\r' || b == '\n';
    }

    static boolean isBlank(String line) {
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) != ' ' && line.charAt(i) != '\t') {
                return false;
            }
        }
        return true;
    }
}
