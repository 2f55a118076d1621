package io.atflux.line;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The comma-separated parameters of a line (V.250 5.4.2.3, 5.7.2, 5.7.3). Blanks around separators are optional everywhere; a quoted
 * parameter may hold commas and ends with its line at the latest; a parenthesised one ({@code (0-3,15)}) is one value.
 */
public final class Parameters {

    /** How a parameter was written. */
    public enum Kind {
        /** Nothing between two separators. */
        EMPTY,
        /** Decimal digits, with an optional sign. */
        NUMBER,
        /** In double quotes; the value is what stands between them, as it stands. */
        STRING,
        /** Anything else: an address without quotes, a word, a hexadecimal number. */
        WORD
    }

    private static final int FIRST = 4;
    private static final int[] NONE = {};
    /** More than that are not looked for: character by character is as good then. */
    private static final int MOST_SPECIALS = 8;

    private final String line;
    /** Where each begins and ends; the complement of where it begins if it stands in quotes. Values are made only for those who ask. */
    private final int[] marks;

    private final int size;

    private Parameters(String line, int[] marks, int size) {
        this.line = line;
        this.marks = marks;
        this.size = size;
    }

    /** Parses the text from an offset on. Text without anything but blanks has no parameters. */
    public static Parameters parse(String text, int from) {
        int at = skipBlanks(text, from);
        if (at >= text.length()) {
            return new Parameters(text, NONE, 0);
        }
        int[] marks = new int[2 * FIRST];
        int size = 0;
        int special = special(text, at);
        int specials = 0;
        boolean more = true;
        while (more) {
            int end = text.indexOf(',', at);
            end = end < 0 ? text.length() : end;
            if (special < at && specials < MOST_SPECIALS) {
                special = special(text, at);
                specials++;
            }
            if (special < end) {
                end = endOf(text, at);
            }
            if (2 * size == marks.length) {
                marks = Arrays.copyOf(marks, 2 * marks.length);
            }
            mark(text, at, end, marks, 2 * size);
            size++;
            more = end < text.length();
            at = more ? skipBlanks(text, end + 1) : end;
        }
        return new Parameters(text, marks, size);
    }

    private static int skipBlanks(String text, int at) {
        int i = at;
        while (i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == '\t')) {
            i++;
        }
        return i;
    }

    /** The next character that may let a comma be none: most lines have a few at most, and are gone through without looking at each. */
    private static int special(String text, int from) {
        int quote = text.indexOf('"', from);
        int open = text.indexOf('(', from);
        int close = text.indexOf(')', from);
        int first = quote < 0 ? text.length() : quote;
        first = open < 0 ? first : Math.min(first, open);
        return close < 0 ? first : Math.min(first, close);
    }

    private static int endOf(String text, int from) {
        boolean quoted = false;
        int depth = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && c == '(') {
                depth++;
            } else if (!quoted && c == ')') {
                depth--;
            } else if (!quoted && depth <= 0 && c == ',') {
                return i;
            }
        }
        return text.length();
    }

    private static void mark(String text, int from, int to, int[] marks, int at) {
        int begin = from;
        int end = to;
        while (begin < end && Character.isWhitespace(text.charAt(begin))) {
            begin++;
        }
        while (begin < end && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        boolean quoted = begin < end && text.charAt(begin) == '"';
        boolean closed = quoted && end - begin > 1 && text.charAt(end - 1) == '"';
        marks[at] = quoted ? ~(begin + 1) : begin;
        marks[at + 1] = closed ? end - 1 : end;
    }

    private boolean isQuoted(int index) {
        return marks[2 * index] < 0;
    }

    private int begin(int index) {
        int mark = marks[2 * index];
        return mark < 0 ? ~mark : mark;
    }

    private int end(int index) {
        return marks[2 * index + 1];
    }

    private boolean isNumber(int index) {
        int begin = begin(index);
        int end = end(index);
        char first = line.charAt(begin);
        int start = first == '-' || first == '+' ? begin + 1 : begin;
        for (int i = start; i < end; i++) {
            if (line.charAt(i) < '0' || line.charAt(i) > '9') {
                return false;
            }
        }
        return start < end;
    }

    /** Number of parameters. */
    public int size() {
        return size;
    }

    /** How the parameter was written; {@link Kind#EMPTY} where there is none at the index. */
    public Kind kind(int index) {
        if (index >= size) {
            return Kind.EMPTY;
        }
        if (isQuoted(index)) {
            return Kind.STRING;
        }
        if (begin(index) == end(index)) {
            return Kind.EMPTY;
        }
        return isNumber(index) ? Kind.NUMBER : Kind.WORD;
    }

    /** The parameter's value without quotes; empty where there is none at the index. */
    public String text(int index) {
        return index < size ? line.substring(begin(index), end(index)) : "";
    }

    /** The parameter as a number; empty where it is none, or does not fit an int. */
    public OptionalInt number(int index) {
        if (kind(index) != Kind.NUMBER) {
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of(Integer.parseInt(line, begin(index), end(index), 10));
        } catch (NumberFormatException tooLong) {
            return OptionalInt.empty();
        }
    }

    /** Whether the parameter is exactly this number. */
    public boolean is(int index, int number) {
        OptionalInt n = number(index);
        return n.isPresent() && n.getAsInt() == number;
    }

    /** How each was written; the values, which may be secret, are for programs. */
    @Override
    public String toString() {
        return IntStream.range(0, size).mapToObj(this::kind).toList().toString();
    }
}
