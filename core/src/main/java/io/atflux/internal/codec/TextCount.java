package io.atflux.internal.codec;

import org.jspecify.annotations.Nullable;

/** Counts the bytes of a text whose header announced their number, after the header's line end. */
final class TextCount {

    private int left;
    private boolean begun;
    private @Nullable String end;

    void begin(int bytes, @Nullable String lineEnd) {
        left = bytes;
        begun = false;
        end = lineEnd;
    }

    void stop() {
        left = 0;
    }

    boolean isUnderWay() {
        return left > 0;
    }

    /** Takes the bytes of the text that the chunk holds. */
    void take(Chunk in, LineBuffer text) {
        int n = Math.min(left, in.left());
        text.read(in, n);
        left -= n;
    }

    /** Takes the next byte if it still belongs to the line end before the text. @return whether it was taken */
    boolean takesLead(Chunk in, Lead came) {
        if (!isOfLead(in.peek(), came)) {
            return false;
        }
        came.add(in.next());
        return true;
    }

    /** @param came the part of the line end that has arrived */
    private boolean isOfLead(byte b, Lead came) {
        if (end != null
                && !begun
                && Octets.isEnd(b)
                && came.length() < end.length()
                && !isMoreOf(end, b, came.length())) {
            // The line end is not the declared one.
            end = null;
        }
        boolean takes = !begun && (end == null ? isMoreOfAny(b, came.text()) : isMoreOf(end, b, came.length()));
        begun = !takes;
        return takes;
    }

    private static boolean isMoreOf(String end, byte b, int came) {
        return came < end.length() && end.charAt(came) == b;
    }

    /** CR LF, CR CR LF, LF, or CR. */
    private static boolean isMoreOfAny(byte b, String came) {
        return (b == '\r' && came.length() < 2 && came.indexOf('\n') < 0) || (b == '\n' && came.indexOf('\n') < 0);
    }
}
