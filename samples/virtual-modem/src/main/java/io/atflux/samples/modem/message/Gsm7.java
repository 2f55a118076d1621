package io.atflux.samples.modem.message;

import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/** The GSM 7 bit default alphabet and its extension table (3GPP 23.038 clause 6.2.1), one septet a byte. */
final class Gsm7 {

    private static final int ESCAPE = 0x1B;
    private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001BÆæßÉ"
            + " !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
            + "¿abcdefghijklmnopqrstuvwxyzäöñüà";
    private static final String EXTENDED = "\f^{}\\[~]|€";
    private static final byte[] EXTENDED_CODES = {0x0A, 0x14, 0x28, 0x29, 0x2F, 0x3C, 0x3D, 0x3E, 0x40, 0x65};

    private Gsm7() {}

    /** The text as septets, or null if the alphabet lacks one of its characters. */
    static byte @Nullable [] septets(String text) {
        ByteArrayOutputStream septets = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            int basic = BASIC.indexOf(text.charAt(i));
            int extended = EXTENDED.indexOf(text.charAt(i));
            if (basic >= 0 && basic != ESCAPE) {
                septets.write(basic);
            } else if (extended >= 0) {
                septets.write(ESCAPE);
                septets.write(EXTENDED_CODES[extended]);
            } else {
                return null;
            }
        }
        return septets.toByteArray();
    }

    /** The text of the septets. An extension that the table lacks is shown as the basic table's character. */
    static String text(byte[] septets) {
        StringBuilder text = new StringBuilder(septets.length);
        for (int i = 0; i < septets.length; i++) {
            int septet = septets[i] & 0x7F;
            if (septet != ESCAPE) {
                text.append(BASIC.charAt(septet));
            } else if (i + 1 < septets.length) {
                text.append(extended(septets[++i]));
            }
        }
        return text.toString();
    }

    private static char extended(byte septet) {
        for (int i = 0; i < EXTENDED_CODES.length; i++) {
            if (EXTENDED_CODES[i] == septet) {
                return EXTENDED.charAt(i);
            }
        }
        int basic = septet & 0x7F;
        return basic == ESCAPE ? ' ' : BASIC.charAt(basic);
    }

    /** Packs septets into octets (clause 6.1.2.1.1) after {@code fillBits} fill bits. */
    static byte[] pack(byte[] septets, int fillBits) {
        byte[] packed = new byte[(septets.length * 7 + fillBits + 7) / 8];
        for (int i = 0; i < septets.length; i++) {
            int bit = i * 7 + fillBits;
            int shifted = (septets[i] & 0x7F) << bit % 8;
            packed[bit / 8] |= (byte) shifted;
            if (bit % 8 > 1) {
                packed[bit / 8 + 1] |= (byte) (shifted >> 8);
            }
        }
        return packed;
    }

    /** Unpacks septets from octets; septets beyond the octets' end are missing. */
    static byte[] unpack(byte[] octets, int fillBits, int count) {
        ByteArrayOutputStream septets = new ByteArrayOutputStream(count);
        for (int i = 0; i < count && (i + 1) * 7 + fillBits <= octets.length * 8; i++) {
            int bit = i * 7 + fillBits;
            int low = (octets[bit / 8] & 0xFF) >> bit % 8;
            int high = bit % 8 > 1 ? (octets[bit / 8 + 1] & 0xFF) << 8 - bit % 8 : 0;
            septets.write((low | high) & 0x7F);
        }
        return septets.toByteArray();
    }
}
