package io.atflux.line;

import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/**
 * The extent of the text that a line carries: a short message below its header, a payload with line ends. Everything within the
 * text is data, whatever it looks like, so its end has to be known. Immutable.
 */
public final class TextShape {

    /** Whether a quote encloses the text, and its state at the end of a line. */
    public enum Quote {
        /** No quote encloses the text. */
        NONE,
        /** The quoted text continues in the next line. */
        OPEN,
        /** The line ends with a quote, which may be the closing one or part of the text. */
        SHUT,
        /** The quoted text has ended. */
        CLOSED
    }

    private enum Kind {
        REST,
        STRING,
        BELOW
    }

    private final Kind kind;
    private final int parameter;
    private final Predicate<Parameters> quoted;
    private final ToIntFunction<Parameters> bytes;

    private TextShape(Kind kind, int parameter, Predicate<Parameters> quoted, ToIntFunction<Parameters> bytes) {
        this.kind = kind;
        this.parameter = parameter;
        this.quoted = quoted;
        this.bytes = bytes;
    }

    /** The rest of the line is text, and continues in further lines. Its end is not marked. */
    public static TextShape rest() {
        return rest(0, p -> false);
    }

    /**
     * A parameter and everything after it is text, and continues in further lines.
     *
     * @param parameter its index
     * @param quoted whether the line's parameters show that quotes enclose the text; the last quote is then its end
     */
    public static TextShape rest(int parameter, Predicate<Parameters> quoted) {
        return new TextShape(Kind.REST, parameter, quoted, p -> -1);
    }

    /** A string parameter holds line ends until its closing quote; it holds no quotes. As in {@code +CUSD} (27.007 7.15). */
    public static TextShape string() {
        return new TextShape(Kind.STRING, 0, p -> true, p -> -1);
    }

    /** The text follows the line, in one line or more (27.005 3.4.1, text mode). Its end is not marked. */
    public static TextShape below() {
        return below(p -> -1);
    }

    /**
     * The text follows the line, which announces its length.
     *
     * @param bytes from the line's parameters to the number of bytes. The line in which the count ends belongs to the text up to
     *     its end, so too small a count does no harm. 0 for no text, negative if not known
     */
    public static TextShape below(ToIntFunction<Parameters> bytes) {
        return new TextShape(Kind.BELOW, 0, p -> false, bytes);
    }

    /** A PDU follows the line: two digits for each octet of the number in a parameter, and those of an address (27.005 3.1). */
    public static TextShape pdu(int parameter) {
        return below(p -> 2 * p.number(parameter).orElse(0));
    }

    /** Whether the text begins on the next line. */
    public boolean isBelow() {
        return kind == Kind.BELOW;
    }

    /** The number of bytes of text that the line announces: 0 for none, negative if not known. */
    public int bytes(AtLine header) {
        return bytes.applyAsInt(header.parameters());
    }

    /** The state of the quote at the end of the text's first line. */
    public Quote quote(AtLine header) {
        if (kind == Kind.STRING) {
            return isEven(header.text(), false) ? Quote.CLOSED : Quote.OPEN;
        }
        if (kind == Kind.BELOW || !quoted.test(header.parameters())) {
            return Quote.NONE;
        }
        String text = header.text();
        return text.endsWith("\"") && text.length() - 1 > opening(text) ? Quote.SHUT : Quote.OPEN;
    }

    /** The state of an open quote at the end of a further line. */
    public Quote quoteBehind(AtLine more) {
        if (kind == Kind.STRING) {
            return isEven(more.text(), true) ? Quote.CLOSED : Quote.OPEN;
        }
        return more.text().endsWith("\"") ? Quote.SHUT : Quote.OPEN;
    }

    private static boolean isEven(String text, boolean open) {
        return (text.chars().filter(c -> c == '"').count() + (open ? 1 : 0)) % 2 == 0;
    }

    /** The offset of the text parameter's first quote. */
    private int opening(String text) {
        int commas = 0;
        boolean within = false;
        for (int i = text.indexOf(':') + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' && commas == parameter) {
                return i;
            }
            within ^= c == '"';
            commas += c == ',' && !within ? 1 : 0;
        }
        return text.length();
    }
}
