package io.atflux.samples.modem.message;

import org.jspecify.annotations.Nullable;

/**
 * What the host writes in PDU mode: a service centre, if it names one, and a TPDU.
 *
 * @param centre null: the one of AT+CSCA
 * @param tpdu the rest
 */
public record SubmitPdu(@Nullable Address centre, byte[] tpdu) {

    /**
     * Takes the two apart.
     *
     * @param length as the command announced it: the TPDU's octets
     * @throws IllegalArgumentException if the PDU is not that long, or is none
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
