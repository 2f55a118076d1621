package io.atflux.samples.modem.message;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The encoding of texts on the line (3GPP 27.007 clause 5.5). */
public enum TeCharacterSet {
    /** The default alphabet, one septet per byte. */
    GSM,
    /** The default alphabet, one septet per two hexadecimal digits. */
    HEX,
    /** Simplified Chinese, from the chip's own list. */
    PCCP936,
    /** UTF-16, one unit per four hexadecimal digits. */
    UCS2,
    /** T.50, that is ASCII. */
    IRA;

    private static final byte UNKNOWN = '?';

    /** Encodes a text for printing; a character outside the set becomes a question mark. */
    public byte[] encode(String text) {
        return switch (this) {
            case UCS2 -> hex(text.getBytes(StandardCharsets.UTF_16BE));
            case GSM -> septets(text);
            case HEX -> hex(septets(text));
            case IRA -> text.getBytes(StandardCharsets.US_ASCII);
            case PCCP936 -> text.getBytes(Charset.forName("GBK"));
        };
    }

    private static byte[] hex(byte[] octets) {
        return PduReader.hex(octets).getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] septets(String text) {
        byte[] whole = Gsm7.septets(text);
        if (whole != null) {
            return whole;
        }
        StringBuilder possible = new StringBuilder();
        text.chars()
                .forEach(c -> possible.append(Gsm7.septets(Character.toString(c)) == null ? (char) UNKNOWN : (char) c));
        byte[] septets = Gsm7.septets(possible.toString());
        return septets == null ? new byte[] {UNKNOWN} : septets;
    }

    /** Decodes the host's input, or null if it is not in this set. */
    public @Nullable String decode(byte[] written) {
        try {
            return switch (this) {
                case UCS2 -> decoded(StandardCharsets.UTF_16BE, ofHex(written));
                case HEX -> Gsm7.text(ofHex(written));
                case GSM -> Gsm7.text(written);
                case IRA -> decoded(StandardCharsets.US_ASCII, written);
                case PCCP936 -> decoded(Charset.forName("GBK"), written);
            };
        } catch (CharacterCodingException | IllegalArgumentException notInThisSet) {
            return null;
        }
    }

    private static byte[] ofHex(byte[] written) {
        return PduReader.ofHex(new String(written, StandardCharsets.ISO_8859_1).toUpperCase(Locale.ROOT));
    }

    private static String decoded(Charset charset, byte[] written) throws CharacterCodingException {
        CharBuffer text = charset.newDecoder().decode(ByteBuffer.wrap(written));
        return text.toString();
    }
}
