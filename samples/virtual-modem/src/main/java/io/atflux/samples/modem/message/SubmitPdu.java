package io.atflux.samples.modem.message;

import org.jspecify.annotations.Nullable;

/**
 * The host's input in PDU mode: a service centre, if given, and a TPDU.
 *
 * @param centre null: the one of AT+CSCA
 * @param tpdu the remaining octets
 */
public record SubmitPdu(@Nullable Address centre, byte[] tpdu) {

    /**
     * Splits the input into centre and TPDU.
     *
     * @param length the length that the command announced: the TPDU's octets
     * @throws IllegalArgumentException if the PDU does not have that length, or is malformed
     */
    public static SubmitPdu read(String hex, int length) {
        PduReader from = new PduReader(PduReader.ofHex(hex));
        int centreOctets = from.next();
        byte[] centre = from.next(centreOctets);
        byte[] tpdu = from.rest();
        if (tpdu.length != length) {
            throw new IllegalArgumentException("a TPDU of " + tpdu.length + " octets instead of " + length);
        }
        return new SubmitPdu(centreOctets < 2 ? null : Address.ofCentre(centre), tpdu);
    }
}
