package io.atflux.profile;

import io.atflux.error.AtUsageException;
import java.nio.charset.StandardCharsets;

/**
 * The encoding of bytes that have a meaning in a module's command line: the quote, the backslash, control bytes (V.250 5.4.2.2).
 */
public enum StringRule {

    /** Refuses them. Safe on every module. */
    REFUSE {
        @Override
        String special(String command, int b, int at) {
            throw refusal(command, b, at);
        }
    },

    /**
     * Writes them as backslash and two hexadecimal digits (V.250 5.4.2.2). NUL is refused, because firmware cuts the value there.
     */
    HEX_ESCAPE {
        @Override
        String special(String command, int b, int at) {
            if (b == 0) {
                throw refusal(command, b, at);
            }
            return "\\" + "0123456789ABCDEF".charAt(b >> 4) + "0123456789ABCDEF".charAt(b & 15);
        }
    };

    abstract String special(String command, int b, int at);

    /**
     * Encodes a string's bytes for a quoted parameter, without the quotes.
     *
     * @param command the command's name, for the message
     * @throws AtUsageException naming the command and the byte, never the value
     */
    public String encode(String command, byte[] value) {
        for (int i = 0; i < value.length; i++) {
            if (isSpecial(value[i] & 0xff)) {
                return encodeFrom(command, value, i);
            }
        }
        return new String(value, StandardCharsets.ISO_8859_1);
    }

    private String encodeFrom(String command, byte[] value, int firstSpecial) {
        StringBuilder out = new StringBuilder(value.length + 8);
        out.append(new String(value, 0, firstSpecial, StandardCharsets.ISO_8859_1));
        for (int i = firstSpecial; i < value.length; i++) {
            int b = value[i] & 0xff;
            if (isSpecial(b)) {
                out.append(special(command, b, i));
            } else {
                out.append((char) b);
            }
        }
        return out.toString();
    }

    private static boolean isSpecial(int b) {
        return b == '"' || b == '\\' || b < ' ' || b == 0x7f;
    }

    private static AtUsageException refusal(String command, int b, int at) {
        return new AtUsageException(
                AtUsageException.Reason.CHARACTER,
                String.format(
                        "byte %d of a string parameter is 0x%02X, which a quoted parameter cannot carry", at + 1, b),
                command);
    }
}
