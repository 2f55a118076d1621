package io.atflux.internal.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Bytes of an array, several at a time, the first one lowest. */
final class Words {

    /** So many bytes more than count have arrays of which few bytes are copied: nothing asks then how many, which no processor can predict. */
    static final int SLACK = 2 * Long.BYTES;

    /** No array yet: one for all, with room for nothing. */
    static final byte[] NONE = {};

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Words() {}

    /** The eight bytes from an index on. */
    static long eight(byte[] bytes, int from) {
        return (long) LONGS.get(bytes, from);
    }

    /** Copies so many bytes between arrays with slack; if they are few, others after them as well. */
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
