package io.atflux.internal.codec;

/** Finds CR and LF eight bytes at a time: most bytes of a stream are looked at for nothing else. */
final class LineEnds {

    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long TOPS = ONES << 7;
    private static final long CRS = ONES * '\r';
    private static final long LFS = ONES * '\n';

    private LineEnds() {}

    /**
     * The index of the first CR or LF from one index up to another; that one if there is none before it.
     *
     * <p>The last few are looked at one by one: in a small read they have just been written, and a processor waits until it may read
     * eight bytes that were not written together.
     */
    static int find(byte[] bytes, int from, int to) {
        int at = from;
        for (; at + Chunk.FEW <= to; at += Long.BYTES) {
            long eight = Words.eight(bytes, at);
            long ends = lowestZero(eight ^ CRS) | lowestZero(eight ^ LFS);
            if (ends != 0) {
                return at + Long.numberOfTrailingZeros(ends) / Byte.SIZE;
            }
        }
        while (at < to && !Octets.isEnd(bytes[at])) {
            at++;
        }
        return at;
    }

    /** The lowest bit that is set is the top one of the first byte that is zero; those above may be of others. */
    private static long lowestZero(long eight) {
        return (eight - ONES) & ~eight & TOPS;
    }
}
