package io.atflux.fibocom;

import io.atflux.error.AtUsageException;
import io.atflux.internal.text.Utf8;

/** Checks of parameters: each refusal names the command, the error, and the limit. */
final class Limits {

    private Limits() {}

    static int within(String command, String what, long value, long least, long most) {
        if (value < least || value > most) {
            throw new AtUsageException(
                    AtUsageException.Reason.PARAMETER,
                    what + " " + value + " is not within " + least + " to " + most,
                    command);
        }
        return (int) value;
    }

    static String length(String command, String what, String value, int least, int most) {
        bytes(command, what, Utf8.length(command, what, value), least, most);
        return value;
    }

    /**
     * A string of MQTT: also without control characters and code points that Unicode keeps free. A broker may end the connection because of
     * one (MQTT 3.1.1, 1.5.3), and would do so for every repetition.
     */
    static String mqtt(String command, String what, String value, int least, int most) {
        length(command, what, value, least, most);
        for (int i = 0; i < value.length(); i += Character.charCount(value.codePointAt(i))) {
            int c = value.codePointAt(i);
            boolean free = (c & 0xfffe) == 0xfffe || (c >= 0xfdd0 && c <= 0xfdef);
            if (free || Character.isISOControl(c)) {
                throw new AtUsageException(
                        AtUsageException.Reason.CHARACTER,
                        what + ": character " + (i + 1) + " is " + String.format("0x%02X", c)
                                + "; a broker may end the connection because of it (MQTT 3.1.1, 1.5.3)",
                        command);
            }
        }
        return value;
    }

    static void bytes(String command, String what, int length, int least, int most) {
        if (length < least) {
            throw new AtUsageException(
                    AtUsageException.Reason.PARAMETER,
                    what + (length == 0 ? " is empty" : " has " + length + " bytes") + ", at least " + least
                            + (least == 1 ? " byte is" : " bytes are") + " needed",
                    command);
        }
        if (length > most) {
            throw new AtUsageException(
                    AtUsageException.Reason.PARAMETER,
                    what + " has " + length + " bytes, the limit is " + most,
                    command);
        }
    }

    /** Letters, digits and some others: the characters of host and access point names. */
    static String name(String command, String what, String value, int most, String others) {
        length(command, what, value, 1, most);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!plain && others.indexOf(c) < 0) {
                throw new AtUsageException(
                        AtUsageException.Reason.CHARACTER,
                        what + ": character " + (i + 1) + " is " + printable(c) + "; letters, digits and " + others
                                + " are allowed",
                        command);
            }
        }
        return value;
    }

    private static String printable(char c) {
        return c > ' ' && c < 0x7f ? "'" + c + "'" : String.format("0x%02X", (int) c);
    }
}
