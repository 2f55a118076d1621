package io.atflux.samples.benchmarks.measure;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;

/** Buffers that are encoded once, written repeatedly, and never released. */
public final class Constant {

    private static final ByteBufAllocator UNWATCHED = new UnpooledByteBufAllocator(true, true);

    private Constant() {}

    public static ByteBuf of(byte[] bytes) {
        return of(bytes, 1);
    }

    /** The same bytes several times over. */
    public static ByteBuf of(byte[] bytes, int times) {
        return Unpooled.unreleasableBuffer(plain(bytes, times).asReadOnly());
    }

    /**
     * The same without a wrapper, as a socket passes it to its reader, with one more reference each time
     * ({@code retain}).
     */
    public static ByteBuf plain(byte[] bytes) {
        return plain(bytes, 1);
    }

    private static ByteBuf plain(byte[] bytes, int times) {
        ByteBuf buffer = UNWATCHED.directBuffer(bytes.length * times);
        for (int i = 0; i < times; i++) {
            buffer.writeBytes(bytes);
        }
        return buffer;
    }
}
