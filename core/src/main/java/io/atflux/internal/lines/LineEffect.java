package io.atflux.internal.lines;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The effect of a command line on the form of the modem's lines, from its answer on or from within it (V.250 6.2).
 *
 * @param changesLines whether line ends, echoes or result codes may have another form after it
 * @param noEcho whether its last command about echoes switches them off
 * @param numeric whether result codes are numeric after it (V.250 6.2.6)
 */
record LineEffect(boolean changesLines, boolean noEcho, boolean numeric) {

    /** Of the names with an effect. */
    private static final int LONGEST_NAME = "+CMUX=".length();

    static final LineEffect NONE = new LineEffect(false, false, false);

    static LineEffect of(String wire) {
        if (isOneExtended(wire)) {
            return changesLines(wire.substring(2, Math.min(wire.length(), 2 + LONGEST_NAME))
                            .toUpperCase(Locale.ROOT))
                    ? new LineEffect(true, false, false)
                    : NONE;
        }
        boolean changes = false;
        boolean noEcho = false;
        boolean numeric = false;
        for (String command : commands(wire)) {
            changes |= changesLines(command);
            noEcho = isEchoOff(command) || (noEcho && !mayEchoAfter(command));
            numeric |= command.equals("V0") || command.equals("V");
        }
        return changes ? new LineEffect(true, noEcho, numeric) : NONE;
    }

    private static boolean isEchoOff(String command) {
        return command.equals("E") || command.equals("E0");
    }

    /** Other line settings do not affect echoes. */
    private static boolean mayEchoAfter(String command) {
        return switch (command.charAt(0)) {
            case 'E', 'Z' -> true;
            default -> command.startsWith("&F") || command.startsWith("+CMUX=");
        };
    }

    private static boolean changesLines(String command) {
        return switch (command.charAt(0)) {
            case '+' -> command.startsWith("+IPR=") || command.startsWith("+ICF=") || command.startsWith("+CMUX=");
            case 'E', 'Z', 'V', 'Q' -> true;
            case '&' -> command.startsWith("&F");
            case 'S' -> LineRegisters.isOne(command);
            default -> false;
        };
    }

    /** Whether it is a single extended command, as most lines are: it has no semicolon, neither in a string nor outside. */
    static boolean isOneExtended(String wire) {
        return wire.length() > 2
                && wire.regionMatches(true, 0, "AT", 0, 2)
                && wire.charAt(2) == '+'
                && wire.indexOf(';') < 0;
    }

    /** The commands of a line, up to a dial string. */
    static List<String> commands(String wire) {
        String text = wire.toUpperCase(Locale.ROOT);
        List<String> commands = new ArrayList<>(1);
        int at = text.startsWith("AT") ? 2 : text.length();
        while (at < text.length() && text.charAt(at) != 'D') {
            char c = text.charAt(at);
            int next = c == '+' ? end(text, at) : number(text, c == '&' ? at + 2 : at + 1);
            int end = c == 'S' ? value(text, next) : next;
            commands.add(text.substring(at, Math.min(end, text.length())));
            at = end;
        }
        return commands;
    }

    /** An extended command ends with a semicolon outside a string. */
    private static int end(String text, int from) {
        boolean quoted = false;
        for (int i = from; i < text.length(); i++) {
            quoted ^= text.charAt(i) == '"';
            if (text.charAt(i) == ';' && !quoted) {
                return i + 1;
            }
        }
        return text.length();
    }

    private static int number(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }

    private static int value(String text, int from) {
        boolean set = from < text.length() && (text.charAt(from) == '=' || text.charAt(from) == '?');
        return set ? number(text, from + 1) : from;
    }
}
