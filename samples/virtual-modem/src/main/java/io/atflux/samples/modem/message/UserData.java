package io.atflux.samples.modem.message;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * TP-UD with its TP-UDL (3GPP 23.040 clause 9.2.3.24).
 *
 * @param length the value of TP-UDL: septets, or octets if the coding is not the 7 bit alphabet
 * @param octets the octets in the TPDU
 */
public record UserData(int length, byte[] octets) {

    private static final byte[] NO_HEADER = {};

    /**
     * A text without header, or null if the alphabet lacks one of its characters.
     *
     * @throws IllegalArgumentException if it does not fit into one message
     */
    public static @Nullable UserData ofText(String text) {
        byte[] septets = Gsm7.septets(text);
        return septets == null ? null : ofSeptets(NO_HEADER, septets);
    }

    /**
     * Unchanged octets, including a header if there is one.
     *
     * @throws IllegalArgumentException if they do not fit into one message
     */
    public static UserData ofOctets(byte[] octets) {
        return new UserData(fitting(octets.length, Coding.EIGHT_BIT), octets);
    }

    /** Whether the alphabet has all of the text's characters. */
    public static boolean inSevenBits(String text) {
        return Gsm7.septets(text) != null;
    }

    static UserData ofSeptets(byte[] header, byte[] septets) {
        int headerSeptets = (header.length * 8 + 6) / 7;
        byte[] body = Gsm7.pack(septets, headerSeptets * 7 - header.length * 8);
        return new UserData(fitting(headerSeptets + septets.length, Coding.SEVEN_BIT), joined(header, body));
    }

    static UserData ofOctets(byte[] header, byte[] body) {
        return ofOctets(joined(header, body));
    }

    private static byte[] joined(byte[] header, byte[] body) {
        byte[] all = Arrays.copyOf(header, header.length + body.length);
        System.arraycopy(body, 0, all, header.length, body.length);
        return all;
    }

    private static int fitting(int length, Coding coding) {
        if (length > coding.capacity()) {
            throw new IllegalArgumentException("a message of " + length + " is longer than " + coding.capacity());
        }
        return length;
    }

    /** Reads the last part of a TPDU. */
    static UserData read(PduReader from, int dcs) {
        int length = from.next();
        Coding coding = Coding.of(dcs);
        byte[] octets = from.rest();
        int expected = coding == Coding.SEVEN_BIT ? (length * 7 + 7) / 8 : length;
        fitting(length, coding);
        if (octets.length != expected) {
            throw new IllegalArgumentException("user data of " + octets.length + " octets instead of " + expected);
        }
        return new UserData(length, octets);
    }

    /** The text of a message in the 7 bit alphabet. */
    String text() {
        return Gsm7.text(Gsm7.unpack(octets, 0, length));
    }

    /** The readable text, whatever the coding; a header is left out. */
    public String shown(int dcs, boolean withHeader) {
        int header = withHeader && octets.length > 0 ? (octets[0] & 0xFF) + 1 : 0;
        return switch (Coding.of(dcs)) {
            case SEVEN_BIT -> {
                int skipped = (header * 8 + 6) / 7;
                byte[] all = Gsm7.unpack(octets, 0, length);
                yield Gsm7.text(Arrays.copyOfRange(all, Math.min(skipped, all.length), all.length));
            }
            case EIGHT_BIT -> PduReader.hex(body(header));
            case UCS2 -> new String(body(header), StandardCharsets.UTF_16BE);
        };
    }

    private byte[] body(int header) {
        return Arrays.copyOfRange(octets, Math.min(header, octets.length), octets.length);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof UserData data && data.length == length && Arrays.equals(data.octets, octets);
    }

    @Override
    public int hashCode() {
        return Objects.hash(length, Arrays.hashCode(octets));
    }
}
