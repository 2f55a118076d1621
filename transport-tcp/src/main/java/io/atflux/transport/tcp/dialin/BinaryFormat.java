package io.atflux.transport.tcp.dialin;

import java.util.HexFormat;
import java.util.Locale;

/**
 * A packet of the value's length, equal to it in the bits set in the mask. The id is the hexadecimal text of some of its half
 * bytes.
 */
record BinaryFormat(byte[] value, byte[] mask, boolean[] idDigits) implements PacketFormat {

    /** {@code 7e01iiiiiiii..0d}: fixed digits, {@code i} for the id, a dot for any digit. */
    static BinaryFormat of(String template) {
        String digits = template.replace(" ", "").toLowerCase(Locale.ROOT);
        if (digits.isEmpty() || digits.length() % 2 != 0 || !digits.matches("[0-9a-fi.]+")) {
            throw new IllegalArgumentException("'" + DeviceId.shown(template)
                    + "' is no registration packet: whole bytes of hexadecimal digits, i for the id, . for anything");
        }
        boolean[] id = new boolean[digits.length()];
        for (int i = 0; i < id.length; i++) {
            id[i] = digits.charAt(i) == 'i';
        }
        String mask = digits.replaceAll("[0-9a-f]", "f").replaceAll("[i.]", "0");
        return new BinaryFormat(
                HexFormat.of().parseHex(digits.replaceAll("[i.]", "0")),
                HexFormat.of().parseHex(mask),
                id);
    }

    static BinaryFormat of(byte[] value, byte[] mask, int idFrom, int idTo) {
        if (value.length == 0 || value.length != mask.length) {
            throw new IllegalArgumentException("value and mask are " + value.length + " and " + mask.length
                    + " bytes; they are equally many, 1 or more");
        }
        if (idFrom < 0 || idTo > value.length || idFrom >= idTo) {
            throw new IllegalArgumentException(
                    "id bytes " + idFrom + " to " + idTo + " are not within 0 to " + value.length);
        }
        boolean[] id = new boolean[value.length * 2];
        for (int i = idFrom * 2; i < idTo * 2; i++) {
            id[i] = true;
        }
        return new BinaryFormat(value.clone(), mask.clone(), id);
    }

    BinaryFormat {
        int digits = 0;
        for (boolean one : idDigits) {
            digits += one ? 1 : 0;
        }
        if (digits == 0 || digits > DeviceId.LONGEST) {
            throw new IllegalArgumentException(
                    "the id has " + digits + " digits, which is not within 1 to " + DeviceId.LONGEST);
        }
    }

    @Override
    public PacketMatch match(byte[] bytes, int length) {
        for (int i = 0; i < Math.min(length, value.length); i++) {
            if (((bytes[i] ^ value[i]) & mask[i]) != 0) {
                return new PacketMatch.Never("its byte " + (i + 1) + " is not a registration packet's");
            }
        }
        if (length < value.length) {
            return new PacketMatch.More();
        }
        String digits = HexFormat.of().formatHex(bytes, 0, value.length);
        StringBuilder id = new StringBuilder();
        for (int i = 0; i < idDigits.length; i++) {
            if (idDigits[i]) {
                id.append(digits.charAt(i));
            }
        }
        return new PacketMatch.Found(id.toString(), value.length);
    }
}
