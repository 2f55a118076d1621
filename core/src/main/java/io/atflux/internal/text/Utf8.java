package io.atflux.internal.text;

import io.atflux.error.AtUsageException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Text as bytes. */
public final class Utf8 {

    private Utf8() {}

    /**
     * A text's bytes, UTF-8.
     *
     * @param command the command's name, for the message; null if it is not known yet
     * @param what the text is, for the message
     * @throws AtUsageException for half of a surrogate pair, which has no bytes: Java would write a question mark instead
     */
    public static byte[] bytes(@Nullable String command, String what, String text) {
        length(command, what, text);
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The number of bytes of a text in UTF-8; the same parameters and errors. */
    public static int length(@Nullable String command, String what, String text) {
        int bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                bytes += 4;
                i++;
            } else if (Character.isSurrogate(c)) {
                throw new AtUsageException(
                        AtUsageException.Reason.CHARACTER,
                        what + ": character " + (i + 1) + " is half of a surrogate pair, which is no character",
                        command);
            } else {
                bytes += c <= 0x7f ? 1 : c <= 0x7ff ? 2 : 3;
            }
        }
        return bytes;
    }
}
