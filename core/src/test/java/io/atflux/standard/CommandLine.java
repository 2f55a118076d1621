package io.atflux.standard;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A command line, parsed by V.250 5.2.1 to 5.4.2. */
final class CommandLine {

    private CommandLine() {}

    /** The commands after {@code AT}, in upper case except for their strings; null if the line is no command line. */
    static List<String> commands(String line) {
        String rest = line.substring(start(line) + 2);
        List<String> commands = new ArrayList<>();
        while (!rest.isEmpty()) {
            int end = rest.startsWith("+") || rest.startsWith("^") ? endOfExtended(rest) : endOfBasic(rest);
            commands.add(upper(rest.substring(0, end)));
            rest = rest.substring(end);
            if (rest.startsWith(";")) {
                rest = rest.substring(1);
            }
        }
        return commands;
    }

    /** The start of the prefix: earlier characters are ignored; -1 if there is no prefix. */
    static int start(String line) {
        return line.toUpperCase(Locale.ROOT).indexOf("AT");
    }

    private static int endOfExtended(String rest) {
        boolean quoted = false;
        for (int i = 0; i < rest.length(); i++) {
            char c = rest.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ';' && !quoted) {
                return i;
            }
        }
        return rest.length();
    }

    /** A letter, perhaps after an ampersand, or S with a number; then digits, or {@code ?}, or {@code =} and digits. */
    private static int endOfBasic(String rest) {
        int i = rest.charAt(0) == '&' ? Math.min(2, rest.length()) : 1;
        i = digits(rest, i);
        if (Character.toUpperCase(rest.charAt(0)) == 'S' && i < rest.length()) {
            if (rest.charAt(i) == '?') {
                return i + 1;
            }
            return rest.charAt(i) == '=' ? digits(rest, i + 1) : i;
        }
        return i;
    }

    private static int digits(String rest, int from) {
        int i = from;
        while (i < rest.length() && Character.isDigit(rest.charAt(i))) {
            i++;
        }
        return i;
    }

    private static String upper(String command) {
        int quote = command.indexOf('"');
        return quote < 0
                ? command.toUpperCase(Locale.ROOT)
                : command.substring(0, quote).toUpperCase(Locale.ROOT) + command.substring(quote);
    }
}
