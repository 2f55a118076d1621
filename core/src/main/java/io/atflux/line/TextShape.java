package io.atflux.line;

import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/**
 * How the text of a line that carries one goes on behind it: a short message below its header, a payload with line ends. Text
 * is nothing else, whatever it says; so its end has to be known. Immutable.
 */
public final class TextShape {

    /** Whether a quote encloses the text, and where it stands at a line's end. */
    public enum Quote {
        /** There is none. */
        NONE,
        /** It goes on in the next line. */
        OPEN,
        /** The line ends in a quote, which may be the last one or one of the text. */
        SHUT,
        /** It ended. */
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

    /** The rest of the line is text, and goes on in further lines. Nothing says where it ends. */
    public static TextShape rest() {
        return rest(0, p -> false);
    }

    /**
     * A parameter and all behind it is text, and goes on in further lines.
     *
     * @param parameter its index
     * @param quoted whether the line's parameters show that quotes enclose it, of which the last one is the very end
     */
    public static TextShape rest(int parameter, Predicate<Parameters> quoted) {
        return new TextShape(Kind.REST, parameter, quoted, p -> -1);
    }

    /** A string parameter holds line ends while its quote is open; it holds no quotes. As in {@code +CUSD} (27.007 7.15). */
    public static TextShape string() {
        return new TextShape(Kind.STRING, 0, p -> true, p -> -1);
    }

    /** The text stands below the line, in one line or more (27.005 3.4.1, text mode). Nothing says where it ends. */
    public static TextShape below() {
        return below(p -> -1);
    }

    /**
     * The text stands below the line, which says how long it is.
     *
     * @param bytes from the line's parameters to the number of bytes; the line in which they end belongs to them to its end,
     *     so less does no harm. 0 for no text, negative where it is not known
     */
    public static TextShape below(ToIntFunction<Parameters> bytes) {
        return new TextShape(Kind.BELOW, 0, p -> false, bytes);
    }

    /** A PDU stands below the line: two digits for each octet of the number in a parameter, and those of an address (27.005 3.1). */
    public static TextShape pdu(int parameter) {
        return below(p -> 2 * p.number(parameter).orElse(0));
    }

    /** Whether the text begins below the line. */
    public boolean isBelow() {
        return kind == Kind.BELOW;
    }

    /** How many bytes of text the line announces: 0 for none, negative where that is not known. */
    public int bytes(AtLine header) {
        return bytes.applyAsInt(header.parameters());
    }

    /** Where the quote stands at the end of the text's first line. */
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

    /** Where the quote that is open stands at the end of a further line. */
    public Quote quoteBehind(AtLine more) {
        if (kind == Kind.STRING) {
            return isEven(more.text(), true) ? Quote.CLOSED : Quote.OPEN;
        }
        return more.text().endsWith("\"") ? Quote.SHUT : Quote.OPEN;
    }

    private static boolean isEven(String text, boolean open) {
        return (text.chars().filter(c -> c == '"').count() + (open ? 1 : 0)) % 2 == 0;
    }

    /** Where the text parameter's first quote stands. */
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
