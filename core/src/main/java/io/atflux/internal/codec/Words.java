package io.atflux.internal.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Reads and copies several bytes of an array at a time, the first byte lowest. */
final class Words {

    /** The number of unused bytes at the end of an array whose bytes are copied: a short copy needs no branch on its length. */
    static final int SLACK = 2 * Long.BYTES;

    /** Shared by all that have allocated no array yet. */
    static final byte[] NONE = {};

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Words() {}

    /** The eight bytes from an index on. */
    static long eight(byte[] bytes, int from) {
        return (long) LONGS.get(bytes, from);
    }

    /** Copies n bytes between arrays with slack. A short copy also overwrites bytes after them. */
    static void copy(byte[] from, int at, byte[] to, int index, int n) {
        if (n > SLACK) {
            System.arraycopy(from, at, to, index, n);
            return;
        }
        long first = (long) LONGS.get(from, at);
        long second = (long) LONGS.get(from, at + Long.BYTES);
        LONGS.set(to, index, first);
        LONGS.set(to, index + Long.BYTES, second);
    }
}
