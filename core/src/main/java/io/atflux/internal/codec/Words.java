package io.atflux.internal.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Bytes of an array, several at a time, the first one lowest. Such an array has {@link #SLACK} bytes more than count, whatever those are,
 * so that nothing asks how many are left, which no processor can predict.
 */
final class Words {

    static final int SLACK = 2 * Long.BYTES;

    /** No array yet: one for all, with room for nothing. */
    static final byte[] NONE = {};

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Words() {}

    /** The eight bytes from an index on. */
    static long eight(byte[] bytes, int from) {
        return (long) LONGS.get(bytes, from);
    }

    /** Copies so many bytes; of few of them, more than those. */
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
