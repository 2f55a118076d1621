package io.atflux.transport.tcp.dialin;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * A packet that a serial server sends to show that it lives, and that is none of the modem's words.
 *
 * <p>It is looked for where a line may begin: behind a CR or LF, behind another heart-beat, at the beginning, and after a
 * second of silence (as behind a prompt). A line that merely begins like it is left whole: one that consists of printable
 * characters counts only if a CR, an LF, another one or a second of silence follows it. Bytes that may become one are held
 * for a second of silence at most, and never more of them than two of it have.
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
     * This text, in UTF-8, with its line end, if it has one.
     *
     * @throws IllegalArgumentException for none, and for more than 256 bytes
     */
    public static Heartbeat text(String text) {
        return new Heartbeat(text.getBytes(StandardCharsets.UTF_8), false);
    }

    /**
     * These bytes.
     *
     * @throws IllegalArgumentException for none, and for more than 256
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

    /** Looked for at every place, also within a line or a payload: for bytes that no modem ever says. */
    public Heartbeat anywhere() {
        return new Heartbeat(bytes, true);
    }

    /** Not to be changed. */
    byte[] bytes() {
        return bytes;
    }

    boolean isAnywhere() {
        return anywhere;
    }

    /** Whether what follows must be seen before it is known for one: a line could begin so. */
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
