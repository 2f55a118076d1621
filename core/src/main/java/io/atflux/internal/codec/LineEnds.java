package io.atflux.internal.codec;

/** Finds CR and LF eight bytes at a time: most bytes of a stream are looked at for nothing else. Arrays have the slack of {@link Words}. */
final class LineEnds {

    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long TOPS = ONES << 7;
    private static final long CRS = ONES * '\r';
    private static final long LFS = ONES * '\n';

    private LineEnds() {}

    /** The index of the first CR or LF from one index up to another; that one if there is none before it. */
    static int find(byte[] bytes, int from, int to) {
        for (int at = from; at < to; at += Long.BYTES) {
            long eight = Words.eight(bytes, at);
            long ends = lowestZero(eight ^ CRS) | lowestZero(eight ^ LFS);
            if (ends != 0) {
                return Math.min(to, at + Long.numberOfTrailingZeros(ends) / Byte.SIZE);
            }
        }
        return to;
    }

    /** How many of eight bytes are CR or LF before the first one that is neither. */
    static int leading(long eight) {
        long others = ~(zeros(eight ^ CRS) | zeros(eight ^ LFS)) & TOPS;
        return Long.numberOfTrailingZeros(others) / Byte.SIZE;
    }

    /** The lowest bit that is set is the top one of the first byte that is zero; those above may be of others. */
    private static long lowestZero(long eight) {
        return (eight - ONES) & ~eight & TOPS;
    }

    /** The top bit of each byte that is zero, and no other. */
    private static long zeros(long eight) {
        return ~(((eight & ~TOPS) + ~TOPS) | eight) & TOPS;
    }
}
