package io.atflux.line;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The comma-separated parameters of a line (V.250 5.4.2.3, 5.7.2, 5.7.3). Blanks around separators are always optional. A quoted
 * parameter may hold commas and ends with its line at the latest. A parenthesised one ({@code (0-3,15)}) is one value.
 */
public final class Parameters {

    /** The written form of a parameter. */
    public enum Kind {
        /** Nothing between two separators. */
        EMPTY,
        /** Decimal digits, with an optional sign. */
        NUMBER,
        /** In double quotes; the value is the text between them, unchanged. */
        STRING,
        /** Anything else: an address without quotes, a word, a hexadecimal number. */
        WORD
    }

    /** The first few parameters are located on demand: most lines have no more, and a text after them is not scanned. */
    private static final int FEW = 4;

    private static final int[] NONE = {};
    private static final long NO_NUMBER = Long.MIN_VALUE;
    /** After this many quotes and parentheses, the scan looks at each character, which is then as fast. */
    private static final int MOST_SPECIALS = 8;

    /** The offsets at which the parameters begin. */
    private static final class Starts {

        private final int[] at;
        private final int size;

        private Starts(int[] at, int size) {
            this.at = at;
            this.size = size;
        }
    }

    /** Cached values of the most frequent numbers. */
    private static final OptionalInt[] SMALL =
            IntStream.range(0, 128).mapToObj(OptionalInt::of).toArray(OptionalInt[]::new);

    private final String line;
    private final int from;
    /** Every computation gives the same value, so it does not matter which thread stores it. */
    private @Nullable Starts starts;

    private Parameters(String line, int from) {
        this.line = line;
        this.from = from;
    }

    /** Parses the text from an offset on. Text that holds only blanks has no parameters. */
    public static Parameters parse(String text, int from) {
        return new Parameters(text, from);
    }

    private Starts starts() {
        Starts known = starts;
        if (known == null) {
            known = find(line, from);
            starts = known;
        }
        return known;
    }

    private static Starts find(String text, int from) {
        int at = skipBlanks(text, from);
        if (at >= text.length()) {
            return new Starts(NONE, 0);
        }
        int[] starts = new int[FEW];
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
            if (size == starts.length) {
                starts = Arrays.copyOf(starts, 2 * starts.length);
            }
            starts[size] = at;
            size++;
            more = end < text.length();
            at = more ? skipBlanks(text, end + 1) : end;
        }
        return new Starts(starts, size);
    }

    /** The offset at which the parameter begins; negative if there is none at the index. */
    private int start(int index) {
        if (index < 0 || index >= FEW) {
            return index < 0 || index >= starts().size ? -1 : starts().at[index];
        }
        int at = skipBlanks(line, from);
        if (at >= line.length()) {
            return -1;
        }
        for (int before = 0; before < index; before++) {
            int end = endOf(line, at);
            if (end >= line.length()) {
                return -1;
            }
            at = skipBlanks(line, end + 1);
        }
        return at;
    }

    private static int skipBlanks(String text, int at) {
        int i = at;
        while (i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == '\t')) {
            i++;
        }
        return i;
    }

    /** The next character that may make a comma part of a value. Most lines have few of them, so most characters need no check. */
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

    private int begin(int start, int end) {
        int begin = start;
        while (begin < end && Character.isWhitespace(line.charAt(begin))) {
            begin++;
        }
        return begin;
    }

    private int end(int begin, int end) {
        int last = end;
        while (begin < last && Character.isWhitespace(line.charAt(last - 1))) {
            last--;
        }
        return last;
    }

    private boolean isQuote(int at, int end) {
        return at < end && line.charAt(at) == '"';
    }

    private boolean isNumber(int begin, int end) {
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
        Starts known = starts;
        int few = known == null ? few() : -1;
        return few < 0 ? starts().size : few;
    }

    /** The number of parameters if there are only a few; negative otherwise. */
    private int few() {
        int at = skipBlanks(line, from);
        if (at >= line.length()) {
            return 0;
        }
        for (int size = 1; size <= FEW; size++) {
            int end = endOf(line, at);
            if (end >= line.length()) {
                return size;
            }
            at = skipBlanks(line, end + 1);
        }
        return -1;
    }

    /** The written form of the parameter; {@link Kind#EMPTY} if there is none at the index. */
    public Kind kind(int index) {
        int start = start(index);
        if (start < 0) {
            return Kind.EMPTY;
        }
        if (isQuote(start, line.length())) {
            return Kind.STRING;
        }
        int end = endOf(line, start);
        int begin = begin(start, end);
        if (begin == end) {
            return Kind.EMPTY;
        }
        if (isQuote(begin, end)) {
            return Kind.STRING;
        }
        return isNumber(begin, end(begin, end)) ? Kind.NUMBER : Kind.WORD;
    }

    /** The parameter's value without quotes; empty if there is none at the index. */
    public String text(int index) {
        int start = start(index);
        if (start < 0) {
            return "";
        }
        int behind = endOf(line, start);
        int begin = begin(start, behind);
        int end = end(begin, behind);
        if (isQuote(begin, end)) {
            begin++;
            end = begin < end && line.charAt(end - 1) == '"' ? end - 1 : end;
        }
        return line.substring(begin, end);
    }

    /** The parameter as a number; empty if it is not a number, or does not fit an int. */
    public OptionalInt number(int index) {
        long value = value(index);
        if (value == NO_NUMBER) {
            return OptionalInt.empty();
        }
        return value >= 0 && value < SMALL.length ? SMALL[(int) value] : OptionalInt.of((int) value);
    }

    private long value(int index) {
        int start = start(index);
        if (start < 0) {
            return NO_NUMBER;
        }
        int behind = endOf(line, start);
        int begin = begin(start, behind);
        int end = end(begin, behind);
        if (begin == end || !isNumber(begin, end)) {
            return NO_NUMBER;
        }
        try {
            return Integer.parseInt(line, begin, end, 10);
        } catch (NumberFormatException tooLong) {
            return NO_NUMBER;
        }
    }

    /** Whether the parameter is exactly this number. */
    public boolean is(int index, int number) {
        return value(index) == number;
    }

    /** The written form of each parameter; the values, which may be secret, are for programs. */
    @Override
    public String toString() {
        return IntStream.range(0, size()).mapToObj(this::kind).toList().toString();
    }
}
