package io.atflux.command;

import io.atflux.error.AtUsageException;
import io.atflux.internal.text.Asterisks;
import io.atflux.internal.text.Utf8;
import io.atflux.profile.StringRule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A command line in two forms: as written, without its CR, and as shown, with every secret replaced by asterisks of the same
 * length. It is built before the command enters the queue, so that a line that cannot be written fails early.
 */
public final class CommandText {

    private static final int MOST_NAME = 32;

    private final String wire;
    private final String masked;
    private final List<String> secrets;

    CommandText(String wire, String masked, List<String> secrets) {
        this.wire = wire;
        this.masked = masked;
        this.secrets = List.copyOf(secrets);
    }

    /**
     * A line without parameters, or with parameters that the caller has encoded.
     *
     * @param line ISO-8859-1 text without control characters
     * @throws AtUsageException for an empty line, a character beyond ISO-8859-1, or a control character: CR would end the
     *     command, and the rest would pass as another one
     */
    public static CommandText of(String line) {
        if (line.isBlank()) {
            throw new AtUsageException(AtUsageException.Reason.OTHER, "an empty line is no command", null);
        }
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c > 0xff) {
                throw new AtUsageException(
                        AtUsageException.Reason.CHARACTER, "character " + (i + 1) + " is beyond ISO-8859-1", null);
            }
            if ((c < ' ' && c != '\t') || c == 0x7f) {
                throw new AtUsageException(
                        AtUsageException.Reason.CHARACTER,
                        "character " + (i + 1) + " is the control character 0x" + hex(c)
                                + ", which a command line cannot carry",
                        null);
            }
        }
        return new CommandText(line, line, List.of());
    }

    private static String hex(char c) {
        return Integer.toHexString(0x100 | c).substring(1).toUpperCase(java.util.Locale.ROOT);
    }

    /** Starts {@code NAME=}; the rule encodes the strings. */
    public static Builder set(String name, StringRule rule) {
        return new Builder(name, rule);
    }

    /** The same line, with parts of it declared secret. */
    public CommandText withSecrets(List<String> parts) {
        List<String> all = new ArrayList<>(secrets);
        parts.stream().filter(part -> !part.isEmpty()).forEach(all::add);
        return new CommandText(wire, Asterisks.hide(masked, parts), all);
    }

    /** The line with asterisks in place of everything after its first equals sign except the separators. */
    static String withoutParameters(String line) {
        StringBuilder shown = new StringBuilder(line);
        for (int i = line.indexOf('=') + 1; i > 0 && i < line.length(); i++) {
            if ("?,;\" ".indexOf(line.charAt(i)) < 0) {
                shown.setCharAt(i, '*');
            }
        }
        return shown.toString();
    }

    /** The text to write, one char per byte. Holds secrets: never log it. */
    public String wire() {
        return wire;
    }

    /** The text that may be shown. */
    public String masked() {
        return masked;
    }

    /** The secrets, as encoded on the wire. */
    public List<String> secrets() {
        return secrets;
    }

    /**
     * One of the commands of a line. It gets no further components: a command has a name and parameters, and nothing else (V.250
     * 5.4).
     *
     * @param name {@code +CSQ}, as written; empty for basic commands
     * @param parameters the text after the equals sign, empty if there is none
     */
    public record Part(String name, String parameters) {

        private static Part of(String text) {
            int end = 1;
            while (end < text.length() && "=?; ".indexOf(text.charAt(end)) < 0) {
                end++;
            }
            boolean basic = text.isEmpty() || Character.isLetterOrDigit(text.charAt(0));
            int equals = text.indexOf('=');
            return new Part(basic ? "" : text.substring(0, end), equals < 0 ? "" : text.substring(equals + 1));
        }
    }

    /** The commands of this line: extended ones are separated by semicolons (V.250 5.2). */
    public List<Part> parts() {
        return parts(wire);
    }

    private static List<Part> parts(String line) {
        List<Part> parts = new ArrayList<>(1);
        boolean quoted = false;
        int from = Math.min(2, line.length());
        for (int i = from; i <= line.length(); i++) {
            if (i == line.length() || (!quoted && line.charAt(i) == ';')) {
                addParts(line.substring(from, i).strip(), parts);
                from = i + 1;
            } else if (line.charAt(i) == '"') {
                quoted = !quoted;
            }
        }
        return parts;
    }

    /** Basic commands need no separator after them, so an extended one may follow at once (V.250 5.2.1). */
    private static void addParts(String text, List<Part> parts) {
        int extended = 0;
        boolean quoted = false;
        boolean dials = false;
        boolean basic = text.isEmpty() || Character.isLetter(text.charAt(0));
        for (int i = 0; basic && i < text.length() && extended == 0; i++) {
            char c = text.charAt(i);
            quoted ^= c == '"';
            // A dialled number may contain a plus.
            dials |= c == 'D' || c == 'd';
            extended = c == '+' && !quoted && !dials ? i : 0;
        }
        parts.add(Part.of(text.substring(0, extended == 0 ? text.length() : extended)));
        if (extended > 0) {
            parts.add(Part.of(text.substring(extended)));
        }
    }

    /** The name that the command's answers carry, {@code +CSQ} for {@code AT+CSQ?}; empty for basic commands. */
    public String answerName() {
        int end = 3;
        if (wire.length() < 3
                || !wire.regionMatches(true, 0, "AT", 0, 2)
                || Character.isLetterOrDigit(wire.charAt(2))) {
            return "";
        }
        while (end < wire.length() && "=?; ".indexOf(wire.charAt(end)) < 0) {
            end++;
        }
        return wire.substring(2, end).toUpperCase(java.util.Locale.ROOT);
    }

    /**
     * The command without its parameters, for metrics: {@code AT+MQTTUSER}, {@code AT+CSQ?}, {@code ATD}. The first one of a
     * line with several; at most 32 characters.
     */
    public String name() {
        boolean extended = wire.length() > 2 && !Character.isLetter(wire.charAt(2));
        int end = Math.min(2, wire.length());
        while (end < Math.min(wire.length(), MOST_NAME) && belongsToName(wire.charAt(end), extended)) {
            end++;
        }
        String name = wire.substring(0, end).toUpperCase(java.util.Locale.ROOT);
        // A letter may have two capitals.
        return name.substring(0, Math.min(name.length(), MOST_NAME));
    }

    /** A basic command is one run of letters: what follows may be a dialled number. */
    private static boolean belongsToName(char c, boolean extended) {
        return extended ? c != '=' && c != ';' && c != ' ' : Character.isLetter(c);
    }

    @Override
    public String toString() {
        return masked;
    }

    /** Adds one parameter after the other. */
    public static final class Builder {

        /** The length of most lines, so that few buffers are reallocated. */
        private static final int CAPACITY = 48;

        private final String name;
        private final StringRule rule;
        private final StringBuilder wire;
        /** Null while it equals {@link #wire}. */
        private @Nullable StringBuilder masked;

        private List<String> secrets = List.of();
        private int parameters;

        private Builder(String name, StringRule rule) {
            this.name = name;
            this.rule = rule;
            this.wire = new StringBuilder(CAPACITY).append(name).append('=');
        }

        /** A number. */
        public Builder number(int value) {
            separate();
            wire.append(value);
            if (masked != null) {
                masked.append(value);
            }
            return this;
        }

        /** An omitted parameter. */
        public Builder empty() {
            separate();
            return this;
        }

        /**
         * A quoted string, UTF-8.
         *
         * @throws AtUsageException if the rule cannot encode it, or if it holds half of a surrogate pair
         */
        public Builder string(String value) {
            String encoded = encode(value);
            separate();
            quote(wire, encoded);
            if (masked != null) {
                quote(masked, encoded);
            }
            return this;
        }

        /** A quoted string that is masked in every shown form of the line. */
        public Builder secret(String value) {
            String encoded = encode(value);
            separate();
            if (masked == null) {
                masked = new StringBuilder(wire);
                secrets = new ArrayList<>(1);
            }
            quote(wire, encoded);
            quote(masked, "*".repeat(encoded.length()));
            if (!encoded.isEmpty()) {
                secrets.add(encoded);
            }
            return this;
        }

        private static void quote(StringBuilder line, String value) {
            line.ensureCapacity(line.length() + value.length() + 2);
            line.append('"').append(value).append('"');
        }

        private String encode(String value) {
            return isPlain(value) ? value : rule.encode(name, Utf8.bytes(name, "parameter " + (parameters + 1), value));
        }

        /** Whether every rule leaves the value unchanged. */
        private static boolean isPlain(String value) {
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                    return false;
                }
            }
            return true;
        }

        private void separate() {
            if (parameters++ > 0) {
                wire.append(',');
                if (masked != null) {
                    masked.append(',');
                }
            }
        }

        public CommandText build() {
            String line = wire.toString();
            return new CommandText(line, masked == null ? line : masked.toString(), secrets);
        }
    }
}
