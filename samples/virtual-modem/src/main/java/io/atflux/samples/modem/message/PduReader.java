package io.atflux.samples.modem.message;

import java.util.Arrays;
import java.util.HexFormat;

/** Reads a PDU from its start. A missing or malformed part is an {@link IllegalArgumentException}. */
public final class PduReader {

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final byte[] octets;
    private int at;

    /** Starts at the first octet. */
    public PduReader(byte[] octets) {
        this.octets = octets;
    }

    /** The form of PDU mode: two characters an octet. */
    public static String hex(byte[] octets) {
        return HEX.formatHex(octets);
    }

    /** Reads the form of PDU mode. */
    public static byte[] ofHex(String text) {
        return HexFormat.of().parseHex(text);
    }

    int next() {
        return next(1)[0] & 0xFF;
    }

    byte[] next(int count) {
        if (count > octets.length - at) {
            throw new IllegalArgumentException("a PDU ends too early");
        }
        at += count;
        return Arrays.copyOfRange(octets, at - count, at);
    }

    byte[] rest() {
        return next(octets.length - at);
    }
}
