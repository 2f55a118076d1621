package io.atflux.line;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

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

    private record Parameter(Kind kind, String value) {}

    private final List<Parameter> list;

    private Parameters(List<Parameter> list) {
        this.list = list;
    }

    /** Parses the text from an offset on. Text without anything but blanks has no parameters. */
    public static Parameters parse(String text, int from) {
        List<Parameter> list = new ArrayList<>(4);
        int at = skipBlanks(text, from);
        if (at < text.length()) {
            boolean more = true;
            while (more) {
                int end = endOf(text, at);
                list.add(parameter(text.substring(at, end).strip()));
                more = end < text.length();
                at = more ? skipBlanks(text, end + 1) : end;
            }
        }
        return new Parameters(list);
    }

    private static int skipBlanks(String text, int at) {
        int i = at;
        while (i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == '\t')) {
            i++;
        }
        return i;
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

    private static Parameter parameter(String raw) {
        if (raw.isEmpty()) {
            return new Parameter(Kind.EMPTY, "");
        }
        if (raw.charAt(0) == '"') {
            int last = raw.length() > 1 && raw.endsWith("\"") ? raw.length() - 1 : raw.length();
            return new Parameter(Kind.STRING, raw.substring(1, last));
        }
        return new Parameter(isNumber(raw) ? Kind.NUMBER : Kind.WORD, raw);
    }

    private static boolean isNumber(String raw) {
        int start = raw.charAt(0) == '-' || raw.charAt(0) == '+' ? 1 : 0;
        if (start == raw.length()) {
            return false;
        }
        for (int i = start; i < raw.length(); i++) {
            if (raw.charAt(i) < '0' || raw.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** Number of parameters. */
    public int size() {
        return list.size();
    }

    /** How the parameter was written; {@link Kind#EMPTY} where there is none at the index. */
    public Kind kind(int index) {
        return index < list.size() ? list.get(index).kind() : Kind.EMPTY;
    }

    /** The parameter's value without quotes; empty where there is none at the index. */
    public String text(int index) {
        return index < list.size() ? list.get(index).value() : "";
    }

    /** The parameter as a number; empty where it is none, or does not fit an int. */
    public OptionalInt number(int index) {
        if (kind(index) != Kind.NUMBER) {
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of(Integer.parseInt(text(index)));
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
        return list.stream().map(Parameter::kind).toList().toString();
    }
}
