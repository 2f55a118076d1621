package io.atflux.samples.modem.message;

/** The coding of TP-UD as TP-DCS gives it (3GPP 23.038 clause 4). */
public enum Coding {
    SEVEN_BIT,
    EIGHT_BIT,
    UCS2;

    /** The capacity of a message in septets or octets. */
    int capacity() {
        return this == SEVEN_BIT ? 160 : 140;
    }

    /** The alphabet of a data coding scheme. */
    public static Coding of(int dcs) {
        int group = dcs >> 4;
        if (group < 8) {
            int alphabet = dcs >> 2 & 3;
            return alphabet == 1 ? EIGHT_BIT : alphabet == 2 ? UCS2 : SEVEN_BIT;
        }
        if (group == 15) {
            return (dcs & 4) != 0 ? EIGHT_BIT : SEVEN_BIT;
        }
        return group == 14 ? UCS2 : SEVEN_BIT;
    }

    /** The message class 0 to 3, or -1 for none. */
    public static int messageClass(int dcs) {
        int group = dcs >> 4;
        boolean given = group == 15 || group < 8 && (group & 1) == 1;
        return given ? dcs & 3 : -1;
    }
}
