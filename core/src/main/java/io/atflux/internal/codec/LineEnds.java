package io.atflux.internal.codec;

import java.nio.ByteBuffer;

/** Finds the end of a line, eight bytes at a time: for most bytes of a stream this is the only test. */
final class LineEnds {

    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long TOPS = ONES << 7;
    private static final long CRS = ONES * '\r';
    private static final long LFS = ONES * '\n';

    private LineEnds() {}

    /**
     * The index of the first CR or LF from one index (inclusive) to another (exclusive); negative for none.
     *
     * @param bytes little-endian
     */
    static int find(ByteBuffer bytes, int from, int to) {
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            long eight = bytes.getLong(at);
            long ends = zeros(eight ^ CRS) | zeros(eight ^ LFS);
            if (ends != 0) {
                return at + Long.numberOfTrailingZeros(ends) / Byte.SIZE;
            }
        }
        for (; at < to; at++) {
            if (Octets.isEnd(bytes.get(at))) {
                return at;
            }
        }
        return -1;
    }

    /** The lowest bit set is the top bit of the first zero byte; higher bits may be false hits. */
    private static long zeros(long eight) {
        return (eight - ONES) & ~eight & TOPS;
    }
}
