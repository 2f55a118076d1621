package io.atflux.transport.tcp.dialin;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * A packet that a serial server sends to show that it is alive. It is not output of the modem.
 *
 * <p>It is recognised only at the possible start of a line: after a CR or LF, after another heart-beat, at the beginning, and
 * after a second of silence (as after a prompt). A line that merely begins like it is passed on whole: a heart-beat of printable
 * characters counts only if a CR, an LF, another one or a second of silence follows it. Bytes that may become a heart-beat are
 * held for a second of silence at most, and never more of them than two heart-beats have.
 */
public final class Heartbeat {

    private static final int LONGEST = 256;

    private final byte[] bytes;
    private final boolean anywhere;

    private Heartbeat(byte[] bytes, boolean anywhere) {
        if (bytes.length == 0 || bytes.length > LONGEST) {
            throw new IllegalArgumentException(
                    "a heart-beat of " + bytes.length + " bytes is not within 1 to " + LONGEST);
        }
        this.bytes = bytes.clone();
        this.anywhere = anywhere;
    }

    /**
     * This text, in UTF-8, including its line end, if it has one.
     *
     * @throws IllegalArgumentException for an empty text, and for more than 256 bytes
     */
    public static Heartbeat text(String text) {
        return new Heartbeat(text.getBytes(StandardCharsets.UTF_8), false);
    }

    /**
     * These bytes.
     *
     * @throws IllegalArgumentException for no bytes, and for more than 256
     */
    public static Heartbeat bytes(byte... bytes) {
        return new Heartbeat(bytes, false);
    }

    /**
     * These bytes in hexadecimal digits, blanks allowed.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static Heartbeat hex(String digits) {
        try {
            return new Heartbeat(HexFormat.of().parseHex(digits.replace(" ", "")), false);
        } catch (IllegalArgumentException bad) {
            throw new IllegalArgumentException(
                    "a heart-beat in hexadecimal is 1 to " + LONGEST + " bytes of two digits each", bad);
        }
    }

    /** Recognised at every position, also within a line or a payload: for bytes that no modem sends. */
    public Heartbeat anywhere() {
        return new Heartbeat(bytes, true);
    }

    /** The bytes; not to be changed. */
    byte[] bytes() {
        return bytes;
    }

    boolean isAnywhere() {
        return anywhere;
    }

    /** Whether the bytes that follow decide if it is one, because a line could begin with it. */
    boolean couldBeginALine() {
        if (anywhere) {
            return false;
        }
        for (byte one : bytes) {
            if (one < 0x20 || one == 0x7f) {
                return false;
            }
        }
        return true;
    }
}
