package io.atflux.modem;

import io.atflux.command.AtReply;
import io.atflux.line.AtLine;

/**
 * The subscriber's identity on the SIM: country code (3 digits), network code (2 or 3), subscriber (3GPP 23.003 2.2). It gets no
 * further components.
 *
 * @param digits 6 to 15 decimal digits
 */
public record Imsi(String digits) {

    public Imsi {
        if (!isImsi(digits)) {
            throw new IllegalArgumentException("an IMSI has 6 to 15 digits");
        }
    }

    /**
     * Reads the answer to {@code AT+CIMI} (bare digits, 27.007 5.6) or {@code AT+CIMI?} ({@code +CIMI: 460…}, quoted or not).
     *
     * @throws IllegalArgumentException if the reply has neither
     */
    public static Imsi from(AtReply reply) {
        for (AtLine line : reply.lines()) {
            String text = line.isNamed("+CIMI")
                    ? line.parameters().text(0)
                    : line.text().strip();
            if (isImsi(text)) {
                return new Imsi(text);
            }
        }
        throw new IllegalArgumentException("no IMSI in the answer");
    }

    private static boolean isImsi(String text) {
        return text.length() >= 6 && text.length() <= 15 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** The mobile country code. */
    public String mcc() {
        return digits.substring(0, 3);
    }

    /** Country code and network code, with the network code read as two digits or as three: the IMSI itself does not tell which. */
    public String network(int networkDigits) {
        return digits.substring(0, 3 + networkDigits);
    }

    /** The network in clear, the subscriber masked. */
    @Override
    public String toString() {
        return digits.substring(0, 5) + "*".repeat(digits.length() - 5);
    }
}
