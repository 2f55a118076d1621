package io.atflux.observe;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Bytes on the line, as one write or one read, with secrets replaced by asterisks of the same length.
 *
 * <p>The text form is one line per event, to be read and compared: seconds since the session's start, {@code >} for sent or
 * {@code <} for received, and the bytes. Bytes that are not printable ASCII are written as {@code \r}, {@code \n}, {@code \\} or
 * {@code \xHH}.
 *
 * <pre>
 * 0.000000 &gt; AT+CSQ\r
 * 0.012345 &lt; \r\n+CSQ: 25,99\r\n\r\nOK\r\n
 * </pre>
 */
public final class WireEvent {

    private static final String HEX = "0123456789abcdef";

    /** The sender of the bytes. */
    public enum Direction {
        SENT('>'),
        RECEIVED('<');

        private final char mark;

        Direction(char mark) {
            this.mark = mark;
        }
    }

    private final Duration at;
    private final Direction direction;
    private final String bytes;

    private WireEvent(Duration at, Direction direction, String bytes) {
        this.at = at;
        this.direction = direction;
        this.bytes = bytes;
    }

    /**
     * An event.
     *
     * @param at time since the session's start
     * @param bytes one char per byte, 0 to 255
     */
    public static WireEvent of(Duration at, Direction direction, String bytes) {
        return new WireEvent(at, direction, bytes);
    }

    /** The time since the session's start. */
    public Duration at() {
        return at;
    }

    /** The sender of the bytes. */
    public Direction direction() {
        return direction;
    }

    /** The bytes, one char per byte. */
    public String bytes() {
        return bytes;
    }

    /** The event as a line of a recording, without its line end. */
    public String format() {
        StringBuilder text = new StringBuilder(bytes.length() + 16);
        int micros = 1_000_000 + at.toNanosPart() / 1000;
        text.append(at.toSeconds())
                .append('.')
                .append(Integer.toString(micros), 1, 7)
                .append(' ')
                .append(direction.mark)
                .append(' ');
        for (int i = 0; i < bytes.length(); i++) {
            append(text, bytes.charAt(i));
        }
        return text.toString();
    }

    private static void append(StringBuilder text, char b) {
        switch (b) {
            case '\r' -> text.append("\\r");
            case '\n' -> text.append("\\n");
            case '\\' -> text.append("\\\\");
            default -> {
                if (b >= ' ' && b < 0x7f) {
                    text.append(b);
                } else {
                    text.append("\\x").append(HEX.charAt(b >> 4 & 15)).append(HEX.charAt(b & 15));
                }
            }
        }
    }

    /**
     * Reads a line of a recording.
     *
     * @throws IllegalArgumentException for a line of another form; the message names the error
     */
    public static WireEvent parse(String line) {
        int blank = line.indexOf(' ');
        if (blank < 1 || line.length() < blank + 3 || line.charAt(blank + 2) != ' ') {
            throw new IllegalArgumentException("not 'SECONDS > BYTES' or 'SECONDS < BYTES': " + line);
        }
        char mark = line.charAt(blank + 1);
        if (mark != '>' && mark != '<') {
            throw new IllegalArgumentException("neither > nor <: " + line);
        }
        return new WireEvent(
                seconds(line.substring(0, blank)),
                mark == '>' ? Direction.SENT : Direction.RECEIVED,
                unescaped(line.substring(blank + 3)));
    }

    private static Duration seconds(String text) {
        // The form is checked first: a number with a large exponent would occupy BigDecimal indefinitely.
        if (!text.matches("[0-9]{1,9}([.][0-9]{1,9})?")) {
            throw new IllegalArgumentException("no time in seconds: " + text);
        }
        return Duration.ofNanos(new java.math.BigDecimal(text).movePointRight(9).longValueExact());
    }

    private static String unescaped(String text) {
        StringBuilder bytes = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~') {
                throw new IllegalArgumentException("character " + (i + 1) + " is not printable ASCII: " + text);
            }
            if (c != '\\') {
                bytes.append(c);
                continue;
            }
            char kind = ++i < text.length() ? text.charAt(i) : ' ';
            switch (kind) {
                case 'r' -> bytes.append('\r');
                case 'n' -> bytes.append('\n');
                case '\\' -> bytes.append('\\');
                case 'x' -> {
                    bytes.append(hex(text, i + 1));
                    i += 2;
                }
                default -> throw new IllegalArgumentException("no such escape: \\" + kind);
            }
        }
        return bytes.toString();
    }

    private static char hex(String text, int from) {
        int high = from + 2 > text.length() ? -1 : Character.digit(text.charAt(from), 16);
        int low = high < 0 ? -1 : Character.digit(text.charAt(from + 1), 16);
        if (low < 0) {
            throw new IllegalArgumentException("\\x without two hexadecimal digits");
        }
        return (char) (high << 4 | low);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof WireEvent event
                && at.equals(event.at)
                && direction == event.direction
                && bytes.equals(event.bytes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(at, direction, bytes);
    }

    @Override
    public String toString() {
        return format();
    }
}
