package io.atflux.samples.modem.message;

import java.util.Arrays;
import java.util.Objects;

/**
 * A number, or an alphanumeric name (3GPP 23.040 clause 9.1.2.5).
 *
 * @param type the type-of-address octet: 145 international, 129 unknown, 208 alphanumeric
 * @param text digits, {@code *}, {@code #} and a to c without the plus sign; or the name
 */
public record Address(int type, String text) {

    static final int INTERNATIONAL = 0x91;
    static final int UNKNOWN = 0x81;
    static final int ALPHANUMERIC = 0xD0;

    private static final String SEMI_OCTETS = "0123456789*#abc";
    private static final int MAX_DIGITS = 20;
    private static final int MAX_LETTERS = 11;

    /**
     * A number as dialled, or a name.
     *
     * @throws IllegalArgumentException if it is neither, or too long
     */
    public static Address of(String written) {
        String digits = written.startsWith("+") ? written.substring(1) : written;
        if (digits.matches("[0-9*#abc]{1," + MAX_DIGITS + "}")) {
            return new Address(written.startsWith("+") ? INTERNATIONAL : UNKNOWN, digits);
        }
        if (written.isEmpty()
                || written.startsWith("+")
                || written.length() > MAX_LETTERS
                || Gsm7.septets(written) == null) {
            throw new IllegalArgumentException("'" + written + "' is neither a number nor a name");
        }
        return new Address(ALPHANUMERIC, written);
    }

    /** A number with the type that a command gives. */
    public static Address of(String written, int type) {
        Address plain = of(written);
        return written.startsWith("+") ? plain : new Address(type, plain.text);
    }

    /** The displayed form: an international number with its plus sign. */
    public String written() {
        return (type & 0xF0) == (INTERNATIONAL & 0xF0) ? "+" + text : text;
    }

    /** The form of a TPDU: the length counts the semi-octets. */
    byte[] octets() {
        byte[] value = value();
        return prefixed(
                isName() ? (Objects.requireNonNull(Gsm7.septets(text)).length * 7 + 3) / 4 : text.length(), value);
    }

    /** The form of a service centre's address: the length counts the octets, type included. */
    byte[] centreOctets() {
        byte[] value = value();
        return prefixed(value.length + 1, value);
    }

    private byte[] prefixed(int length, byte[] value) {
        byte[] all = new byte[value.length + 2];
        all[0] = (byte) length;
        all[1] = (byte) type;
        System.arraycopy(value, 0, all, 2, value.length);
        return all;
    }

    private boolean isName() {
        return (type & 0x70) == (ALPHANUMERIC & 0x70);
    }

    private byte[] value() {
        if (isName()) {
            return Gsm7.pack(Objects.requireNonNull(Gsm7.septets(text)), 0);
        }
        byte[] packed = new byte[(text.length() + 1) / 2];
        Arrays.fill(packed, (byte) 0xF0);
        for (int i = 0; i < text.length(); i++) {
            int digit = SEMI_OCTETS.indexOf(text.charAt(i));
            packed[i / 2] = (byte) (i % 2 == 0 ? packed[i / 2] & 0xF0 | digit : packed[i / 2] & 0x0F | digit << 4);
        }
        return packed;
    }

    /** A service centre's address, without its length. */
    static Address ofCentre(byte[] typeAndDigits) {
        int semiOctets = (typeAndDigits.length - 1) * 2;
        return read(typeAndDigits[0] & 0xFF, Arrays.copyOfRange(typeAndDigits, 1, typeAndDigits.length), semiOctets);
    }

    /** Reads an address of a TPDU. */
    static Address read(PduReader from) {
        int length = from.next();
        int type = from.next();
        if (length > MAX_DIGITS) {
            throw new IllegalArgumentException("an address of " + length + " semi-octets");
        }
        return read(type, from.next((length + 1) / 2), length);
    }

    private static Address read(int type, byte[] packed, int length) {
        if ((type & 0x70) == (ALPHANUMERIC & 0x70)) {
            return new Address(type, Gsm7.text(Gsm7.unpack(packed, 0, length * 4 / 7)));
        }
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < length; i++) {
            int digit = packed[i / 2] >> i % 2 * 4 & 0x0F;
            if (digit == SEMI_OCTETS.length()) {
                break;
            }
            digits.append(SEMI_OCTETS.charAt(digit));
        }
        return new Address(type, digits.toString());
    }
}
