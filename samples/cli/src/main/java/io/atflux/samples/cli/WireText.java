package io.atflux.samples.cli;

import io.atflux.error.AtUsageException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * Converts the user's text to the bytes of a line, and back. The library represents bytes as text of one char a byte;
 * "bytes" here means that form. Immutable.
 */
public final class WireText {

    /** For commands without {@code --charset}. */
    public static final WireText UTF_8 = new WireText(StandardCharsets.UTF_8);

    private static final int BYTE = 0xff;

    private final Charset charset;

    public WireText(Charset charset) {
        this.charset = charset;
    }

    /**
     * The bytes of a text, one char each.
     *
     * @param what names the text in the message
     * @throws AtUsageException for a character that the charset does not have
     */
    public String bytes(String what, String text) {
        CharsetEncoder encoder = charset.newEncoder();
        CharBuffer in = CharBuffer.wrap(text);
        ByteBuffer out = ByteBuffer.allocate((int) Math.ceil(encoder.maxBytesPerChar() * text.length()) + 16);
        CoderResult end = encoder.encode(in, out, true);
        if (end.isUnderflow()) {
            end = encoder.flush(out);
        }
        if (!end.isUnderflow()) {
            throw new AtUsageException(
                    AtUsageException.Reason.CHARACTER,
                    "character " + (in.position() + 1) + " of " + what + " is not in " + charset.name(),
                    null);
        }
        return new String(out.array(), 0, out.position(), StandardCharsets.ISO_8859_1);
    }

    /** The text of bytes; a byte that cannot be decoded becomes {@code \xHH}. */
    public String text(String bytes) {
        return read(bytes, true);
    }

    /** The text of a message that may hold bytes; unchanged if it holds none. */
    public String message(String message) {
        return isBytes(message) && isText(message) ? read(message, false) : message;
    }

    /** Whether all the bytes can be decoded. */
    public boolean isText(String bytes) {
        try {
            charset.newDecoder().decode(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)));
            return true;
        } catch (CharacterCodingException not) {
            return false;
        }
    }

    private String read(String bytes, boolean strange) {
        if (isPlain(bytes) || !isBytes(bytes)) {
            return bytes;
        }
        CharsetDecoder decoder = charset.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1));
        CharBuffer out = CharBuffer.allocate((int) Math.ceil(decoder.maxCharsPerByte() * bytes.length()) + 16);
        StringBuilder text = new StringBuilder();
        while (true) {
            CoderResult end = decoder.decode(in, out, true);
            text.append(out.flip());
            out.clear();
            if (!end.isError()) {
                return text.toString();
            }
            for (int i = 0; i < end.length(); i++) {
                int b = in.get() & BYTE;
                text.append(strange ? String.format("\\x%02X", b) : (char) b);
            }
            decoder.reset();
        }
    }

    /** Whether the text is ASCII, which all charsets of modems include. */
    private boolean isPlain(String bytes) {
        return bytes.chars().allMatch(c -> c <= '~');
    }

    /** Whether the text is bytes. A command that could not be encoded still holds the characters as typed. */
    private static boolean isBytes(String text) {
        return text.chars().allMatch(c -> c <= BYTE);
    }
}
