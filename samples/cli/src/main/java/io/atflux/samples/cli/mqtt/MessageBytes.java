package io.atflux.samples.cli.mqtt;

import io.atflux.samples.cli.Shown;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The bytes of a message as text. */
final class MessageBytes {

    private MessageBytes() {}

    /** The text, or null if the bytes are not UTF-8. */
    static @Nullable String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException other) {
            return null;
        }
    }

    /** On one line; if the bytes are not UTF-8, each one beyond ASCII is escaped. */
    static String shown(byte[] bytes) {
        String text = utf8(bytes);
        if (text != null) {
            return Shown.text(text);
        }
        StringBuilder shown = new StringBuilder(bytes.length * 2);
        for (byte b : bytes) {
            if (b >= ' ' && b < 0x7f) {
                shown.append((char) b);
            } else {
                shown.append(String.format("\\x%02X", b & 0xff));
            }
        }
        return shown.toString();
    }
}
