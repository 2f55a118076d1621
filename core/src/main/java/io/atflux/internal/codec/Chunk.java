package io.atflux.internal.codec;

import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.FastThreadLocal;
import java.nio.charset.StandardCharsets;

/**
 * The bytes of one read, copied out of their buffer once: a byte of an array costs a fraction of the time. Each thread has
 * one chunk, which all its sessions use in turn.
 */
final class Chunk {

    /** As much as Netty reads at once; a larger array is not kept. */
    private static final int MOST_KEPT = 64 * 1024;

    private static final int LEAST = 512;
    /** Up to so many bytes are looked at one by one. */
    static final int FEW = 16;

    /** CR LF CR LF. */
    private static final int BLANK_LINE = 0x0a0d0a0d;

    private static final FastThreadLocal<Chunk> OWN = new FastThreadLocal<>() {
        @Override
        protected Chunk initialValue() {
            return new Chunk();
        }
    };

    private byte[] bytes = Words.NONE;
    private int at;
    private int end;
    private boolean taken;

    private Chunk() {}

    /** Returns the thread's chunk, or a new one if that is in use: a read may occur within a read. */
    static Chunk take() {
        Chunk own = OWN.get();
        Chunk free = own.taken ? new Chunk() : own;
        free.taken = true;
        return free;
    }

    void giveBack() {
        taken = false;
        if (bytes.length - Words.SLACK > MOST_KEPT) {
            bytes = Words.NONE;
        }
    }

    /** Reads all bytes in one piece, so that no line that arrived whole is cut. */
    void fill(ByteBuf in) {
        int n = in.readableBytes();
        if (n > bytes.length - Words.SLACK) {
            int size = n > MOST_KEPT ? n : Math.max(LEAST, Integer.highestOneBit(n - 1) << 1);
            bytes = new byte[size + Words.SLACK];
        }
        in.readBytes(bytes, 0, n);
        at = 0;
        end = n;
    }

    int left() {
        return end - at;
    }

    byte peek() {
        return bytes[at];
    }

    void skip(int n) {
        at += n;
    }

    byte next() {
        return bytes[at++];
    }

    /** How many bytes stand before the first CR or LF; all that are left, if there is none. */
    int untilEnd() {
        return LineEnds.find(bytes, at, end) - at;
    }

    /**
     * Takes CR LF CR LF and no more of an end. Nearly every lead is that: a processor that guesses so reads the next line without
     * waiting for how long the lead was.
     */
    boolean takesBlankLine() {
        boolean takes =
                left() > FEW && (int) Words.eight(bytes, at) == BLANK_LINE && !Octets.isEnd(bytes[at + Integer.BYTES]);
        if (takes) {
            at += Integer.BYTES;
        }
        return takes;
    }

    /** Takes n bytes as text, one char for each byte. */
    String text(int n) {
        int from = at;
        at += n;
        // Every other line is OK: no string is made for it.
        boolean isOk = n == 2 && bytes[from] == 'O' && bytes[from + 1] == 'K';
        return isOk ? "OK" : new String(bytes, from, n, StandardCharsets.ISO_8859_1);
    }

    /** Takes n bytes and copies them to an index of another array. */
    void to(byte[] other, int index, int n) {
        Words.copy(bytes, at, other, index, n);
        at += n;
    }
}
