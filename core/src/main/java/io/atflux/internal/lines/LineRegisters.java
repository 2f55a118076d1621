package io.atflux.internal.lines;

import io.atflux.error.AtUsageException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The registers that set the characters which end, format and edit lines (V.250 6.2.1 to 6.2.3). A session writes CR after each
 * command line, and reads lines that end in CR or LF. With other characters neither side would understand the other from the answer
 * on, and no later command could revert it.
 */
public final class LineRegisters {

    private static final Pattern SETTING = Pattern.compile("S([345])=(\\d*)");

    private LineRegisters() {}

    /**
     * Accepts the values that the session can work with: S3 as CR, S4 as LF or CR, S5 as a control character that no command line
     * carries.
     *
     * @param masked the command line for the message
     * @throws AtUsageException for any other value; an omitted value is 0 (V.250 5.3.2)
     */
    public static void check(String wire, String masked) {
        if (wire.indexOf('=') < 0
                || (wire.indexOf('S') < 0 && wire.indexOf('s') < 0)
                || LineEffect.isOneExtended(wire)) {
            return;
        }
        for (String command : LineEffect.commands(wire)) {
            Matcher setting = SETTING.matcher(command);
            if (setting.matches() && !isReadable(setting.group(1).charAt(0), value(setting.group(2)))) {
                throw new AtUsageException(
                        AtUsageException.Reason.LINE_SETTING,
                        command + " would leave the session and the modem with different line ends",
                        masked);
            }
        }
    }

    /** Whether a command sets or reads one of the registers. */
    static boolean isOne(String command) {
        boolean named = command.length() > 1 && command.charAt(1) >= '3' && command.charAt(1) <= '5';
        return named && (command.length() == 2 || !Character.isDigit(command.charAt(2)));
    }

    /** A value of more than three digits is no character. */
    private static int value(String digits) {
        String significant = digits.replaceFirst("^0+", "");
        return significant.length() > 3 ? Integer.MAX_VALUE : significant.isEmpty() ? 0 : Integer.parseInt(significant);
    }

    private static boolean isReadable(char register, int value) {
        return switch (register) {
            case '3' -> value == '\r';
            case '4' -> value == '\n' || value == '\r';
            default -> (value < ' ' && value != '\t') || value == 0x7f;
        };
    }
}
