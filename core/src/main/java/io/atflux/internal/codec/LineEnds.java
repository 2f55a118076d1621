package io.atflux.internal.codec;

import io.netty.buffer.ByteBuf;

/** Finds where a line ends. Of CR and LF it looks first for the one that ended the line before: several bytes at a time, and seldom far. */
final class LineEnds {

    private byte usual = '\r';

    /** The index of the first CR or LF among the readable bytes; negative for none. */
    int find(ByteBuf in) {
        int from = in.readerIndex();
        int found = in.indexOf(from, in.writerIndex(), usual);
        byte other = usual == '\r' ? (byte) '\n' : (byte) '\r';
        int before = in.indexOf(from, found < 0 ? in.writerIndex() : found, other);
        if (before < 0) {
            return found;
        }
        usual = other;
        return before;
    }
}
