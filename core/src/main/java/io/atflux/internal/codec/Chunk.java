package io.atflux.internal.codec;

import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.FastThreadLocal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The bytes of one read, copied out of their buffer once: a byte of an array costs a fraction of the time. Each thread has
 * one chunk, which all its sessions use in turn.
 */
final class Chunk {

    /** As much as Netty reads at once; a larger array is not kept. */
    private static final int MOST_KEPT = 64 * 1024;

    private static final int LEAST = 512;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private static final FastThreadLocal<Chunk> OWN = new FastThreadLocal<>() {
        @Override
        protected Chunk initialValue() {
            return new Chunk();
        }
    };

    private ByteBuffer view = NOTHING;
    private byte[] bytes = NOTHING.array();
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
        if (bytes.length > MOST_KEPT) {
            hold(NOTHING);
        }
    }

    /** Reads all bytes in one piece, so that no line that arrived whole is cut. */
    void fill(ByteBuf in) {
        int n = in.readableBytes();
        if (n > bytes.length) {
            int size = n > MOST_KEPT ? n : Math.max(LEAST, Integer.highestOneBit(n - 1) << 1);
            hold(ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN));
        }
        in.readBytes(bytes, 0, n);
        at = 0;
        end = n;
    }

    private void hold(ByteBuffer buffer) {
        view = buffer;
        bytes = buffer.array();
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

    /** The number of bytes before the first CR or LF; negative if there is neither. */
    int untilEnd() {
        int found = LineEnds.find(view, at, end);
        return found < 0 ? found : found - at;
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
        System.arraycopy(bytes, at, other, index, n);
        at += n;
    }
}
