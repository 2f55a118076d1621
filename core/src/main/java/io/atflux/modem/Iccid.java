package io.atflux.modem;

import io.atflux.command.AtReply;
import io.atflux.line.AtLine;
import java.util.Locale;

/**
 * The card's own number (ITU-T E.118), which identifies a SIM independent of its subscriber. It gets no further components.
 *
 * @param digits 18 to 22 digits, as printed on the card; operators use letters A to F as digits too
 */
public record Iccid(String digits) {

    /** Digits that are not masked: industry, country, issuer. */
    private static final int CLEAR = 6;

    public Iccid {
        digits = unpadded(digits);
        if (!isIccid(digits)) {
            throw new IllegalArgumentException("an ICCID has 18 to 22 digits");
        }
    }

    /**
     * Reads {@code +CCID: 8986…} or {@code +ICCID: 8986…}, quoted or not, and bare digits.
     *
     * @throws IllegalArgumentException if the reply has none of them
     */
    public static Iccid from(AtReply reply) {
        for (AtLine line : reply.lines()) {
            boolean named = line.isNamed("+CCID") || line.isNamed("+ICCID");
            String text =
                    unpadded(named ? line.parameters().text(0) : line.text().strip());
            if (isIccid(text)) {
                return new Iccid(text);
            }
        }
        throw new IllegalArgumentException("no ICCID in the answer");
    }

    /** A card with an odd number of digits is padded with F, which some firmware prints and other firmware omits. */
    private static String unpadded(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        int end = upper.length();
        while (end > 0 && upper.charAt(end - 1) == 'F') {
            end--;
        }
        return upper.substring(0, end);
    }

    private static boolean isIccid(String text) {
        return text.length() >= 18
                && text.length() <= 22
                && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F'));
    }

    /** The issuer in clear, the card masked. */
    @Override
    public String toString() {
        return digits.substring(0, CLEAR) + "*".repeat(digits.length() - CLEAR);
    }
}
