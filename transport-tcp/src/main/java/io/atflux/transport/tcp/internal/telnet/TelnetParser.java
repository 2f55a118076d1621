package io.atflux.transport.tcp.internal.telnet;

import io.netty.buffer.ByteBuf;
import io.netty.util.ByteProcessor;
import java.io.IOException;
import java.util.Arrays;

/**
 * Separates telnet commands from data (RFC 854). Reads may end at any position.
 *
 * <pre>
 * DATA ──IAC──▶ COMMAND ──WILL, WONT, DO, DONT──▶ OPTION ──▶ DATA
 *   ▲              ├──SB──▶ SUB ◀──IAC──▶ SUB_COMMAND ──SE──▶ DATA
 *   └──else────────┘
 * </pre>
 */
final class TelnetParser {

    /** Longer sub-negotiations are dropped. */
    static final int MOST_KEPT = 1024;

    /** A sub-negotiation without an end up to here is an error. */
    static final int MOST_SKIPPED = 65_536;

    private static final ByteProcessor NOT_COMMAND = octet -> octet != (byte) TelnetCodes.IAC;
    private static final ByteProcessor NOT_COMMAND_NOR_RETURN =
            octet -> octet != (byte) TelnetCodes.IAC && octet != '\r';

    /** Receives the parts found, in order. */
    interface Listener {
        void negotiated(int verb, int option);

        /** The bytes after the option; empty if there are none. */
        void subNegotiated(int option, byte[] value);

        void overlong(int option);
    }

    private enum State {
        DATA,
        COMMAND,
        OPTION,
        SUB,
        SUB_COMMAND
    }

    private final Listener listener;
    private final byte[] sub = new byte[MOST_KEPT];
    private State state = State.DATA;
    private int verb;
    private int subLength;
    private boolean binary;
    private boolean carriageReturn;

    TelnetParser(Listener listener) {
        this.listener = listener;
    }

    /** Whether the peer sends bytes unchanged; otherwise a bare CR comes as CR NUL. */
    void binary(boolean isBinary) {
        binary = isBinary;
        carriageReturn = false;
    }

    /** Whether all of these bytes are unescaped data. */
    boolean isPlain(ByteBuf in) {
        return state == State.DATA
                && binary
                && in.indexOf(in.readerIndex(), in.writerIndex(), (byte) TelnetCodes.IAC) < 0;
    }

    /**
     * Reads everything, and appends the data.
     *
     * @throws IOException for a sub-negotiation without end
     */
    void parse(ByteBuf in, ByteBuf data) throws IOException {
        while (in.isReadable()) {
            int plain = plainBytes(in);
            if (plain > 0) {
                data.writeBytes(in, plain);
            } else {
                next(in.readUnsignedByte(), data);
            }
        }
    }

    /** The least number of bytes from here that are unescaped data. */
    private int plainBytes(ByteBuf in) {
        if (state != State.DATA || carriageReturn) {
            return 0;
        }
        int end = in.forEachByte(binary ? NOT_COMMAND : NOT_COMMAND_NOR_RETURN);
        return end < 0 ? in.readableBytes() : end - in.readerIndex();
    }

    private void next(int octet, ByteBuf data) throws IOException {
        switch (state) {
            case DATA -> {
                if (octet == TelnetCodes.IAC) {
                    state = State.COMMAND;
                } else {
                    data(octet, data);
                }
            }
            case COMMAND -> command(octet, data);
            case OPTION -> {
                state = State.DATA;
                listener.negotiated(verb, octet);
            }
            case SUB -> {
                if (octet == TelnetCodes.IAC) {
                    state = State.SUB_COMMAND;
                } else {
                    keep(octet);
                }
            }
            case SUB_COMMAND -> {
                if (octet == TelnetCodes.IAC) {
                    state = State.SUB;
                    keep(octet);
                } else if (octet == TelnetCodes.SE) {
                    state = State.DATA;
                    endSub();
                } else {
                    // The end was lost: this octet begins another command.
                    command(octet, data);
                }
            }
        }
    }

    private void command(int octet, ByteBuf data) {
        switch (octet) {
            case TelnetCodes.IAC -> {
                state = State.DATA;
                data(octet, data);
            }
            case TelnetCodes.WILL, TelnetCodes.WONT, TelnetCodes.DO, TelnetCodes.DONT -> {
                verb = octet;
                state = State.OPTION;
            }
            case TelnetCodes.SB -> {
                subLength = 0;
                state = State.SUB;
            }
            // Go-ahead, no operation, data mark and the like need no action.
            default -> state = State.DATA;
        }
    }

    private void data(int octet, ByteBuf data) {
        boolean padding = carriageReturn && octet == 0;
        carriageReturn = !binary && octet == '\r';
        if (!padding) {
            data.writeByte(octet);
        }
    }

    private void keep(int octet) throws IOException {
        if (subLength < MOST_KEPT) {
            sub[subLength] = (byte) octet;
        } else if (subLength == MOST_SKIPPED) {
            throw new IOException("telnet: a sub-negotiation has no end within " + MOST_SKIPPED + " bytes");
        }
        subLength++;
    }

    private void endSub() {
        if (subLength > MOST_KEPT) {
            listener.overlong(sub[0] & 0xFF);
        } else if (subLength > 0) {
            listener.subNegotiated(sub[0] & 0xFF, Arrays.copyOfRange(sub, 1, subLength));
        }
    }
}
