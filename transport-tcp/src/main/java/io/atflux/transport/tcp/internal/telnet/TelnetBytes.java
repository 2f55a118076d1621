package io.atflux.transport.tcp.internal.telnet;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ByteProcessor;

/** The form of data and commands on the wire. */
final class TelnetBytes {

    private TelnetBytes() {}

    /**
     * Data with 0xFF doubled, and, unless binary, CR followed by NUL if no LF follows (RFC 854, RFC 1123 3.3.1).
     *
     * @param data ownership passes to this method: it is released, or returned if nothing changes
     */
    static ByteBuf escaped(ByteBuf data, boolean binary, ByteBufAllocator allocator) {
        ByteProcessor harmless = binary ? octet -> octet != -1 : octet -> octet != -1 && octet != '\r';
        if (data.forEachByte(harmless) < 0) {
            return data;
        }
        ByteBuf out = allocator.buffer(data.readableBytes() + 16);
        try {
            for (int special = data.forEachByte(harmless); special >= 0; special = data.forEachByte(harmless)) {
                out.writeBytes(data, special - data.readerIndex());
                int octet = data.readUnsignedByte();
                out.writeByte(octet);
                if (octet == TelnetCodes.IAC) {
                    out.writeByte(TelnetCodes.IAC);
                } else if (octet == '\r' && !binary && !isLineFeedNext(data)) {
                    out.writeByte(0);
                }
            }
            out.writeBytes(data);
            return out;
        } finally {
            data.release();
        }
    }

    private static boolean isLineFeedNext(ByteBuf data) {
        return data.isReadable() && data.getByte(data.readerIndex()) == '\n';
    }

    static void negotiation(ByteBuf out, int verb, int option) {
        out.writeByte(TelnetCodes.IAC).writeByte(verb).writeByte(option);
    }

    static void subNegotiation(ByteBuf out, int option, byte[] value) {
        out.writeByte(TelnetCodes.IAC).writeByte(TelnetCodes.SB).writeByte(option);
        for (byte octet : value) {
            out.writeByte(octet);
            if (octet == -1) {
                out.writeByte(octet);
            }
        }
        out.writeByte(TelnetCodes.IAC).writeByte(TelnetCodes.SE);
    }
}
