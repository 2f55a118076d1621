package io.atflux.samples.modem.control;

import java.util.List;
import java.util.Locale;

/**
 * The answer to one line.
 *
 * @param items the requested values, one a line, each without a line end
 * @param end {@code OK}, possibly with one more word, or {@code ERROR} with its type and reason
 */
public record Reply(List<String> items, String end) {

    /** The reason for a refusal; written in lower case with hyphens. */
    public enum Type {
        UNKNOWN_COMMAND,
        WRONG_ARGUMENTS,
        UNREACHABLE,
        LINE_TOO_LONG,
        NOT_UTF_8,
        FAILED
    }

    static Reply ok() {
        return new Reply(List.of(), "OK");
    }

    static Reply ok(String detail) {
        return new Reply(List.of(), "OK " + detail);
    }

    /** Lines that are shown unchanged. */
    static Reply lines(List<String> lines) {
        return new Reply(lines, "OK");
    }

    static Reply items(List<String> items) {
        return new Reply(items.stream().map(Escaped::write).toList(), "OK");
    }

    /** A refusal. */
    public static Reply error(Type type, String reason) {
        return new Reply(
                List.of(),
                "ERROR " + type.name().toLowerCase(Locale.ROOT).replace('_', '-') + ": " + Escaped.write(reason));
    }

    /** The text sent over the line. */
    public String text() {
        StringBuilder text = new StringBuilder();
        items.forEach(item -> text.append("- ").append(item).append('\n'));
        return text.append(end).append('\n').toString();
    }
}
