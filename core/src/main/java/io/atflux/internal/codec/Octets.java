package io.atflux.internal.codec;

import io.netty.buffer.ByteBuf;
import io.netty.util.ByteProcessor;

/** What single bytes are to a line. */
final class Octets {

    private Octets() {}

    static int skipNuls(ByteBuf in) {
        int end = in.forEachByte(ByteProcessor.FIND_NON_NUL);
        int n = (end < 0 ? in.writerIndex() : end) - in.readerIndex();
        in.skipBytes(n);
        return n;
    }

    static boolean isEnd(byte b) {
        return b == '\r' || b == '\n';
    }

    static boolean isBlank(byte[] bytes) {
        for (byte b : bytes) {
            if (b != ' ' && b != '\t') {
                return false;
            }
        }
        return true;
    }
}
