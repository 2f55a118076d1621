package io.atflux.internal.codec;

/** Finds the end of a line, eight bytes at a time: for most bytes of a stream this is the only test. */
final class LineEnds {

    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long TOPS = ONES << 7;
    private static final long CRS = ONES * '\r';
    private static final long LFS = ONES * '\n';

    private LineEnds() {}

    /**
     * The index of the first CR or LF from one index (inclusive) to another (exclusive); the latter if there is none.
     *
     * <p>The last bytes are tested one by one: those of a small read have just been written, and a load of eight bytes that several
     * stores wrote has to wait for all of them.
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

    /** The lowest bit set is the top bit of the first zero byte; higher bits may be false hits. */
    private static long lowestZero(long eight) {
        return (eight - ONES) & ~eight & TOPS;
    }
}
