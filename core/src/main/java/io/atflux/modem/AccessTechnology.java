package io.atflux.modem;

/** The radio access of a network, in the order of its numbers (27.007 7.3, {@code <AcT>}). */
public enum AccessTechnology {
    GSM,
    GSM_COMPACT,
    UTRAN,
    GSM_EGPRS,
    UTRAN_HSDPA,
    UTRAN_HSUPA,
    UTRAN_HSPA,
    LTE,
    EC_GSM_IOT,
    NB_IOT,
    LTE_5GCN,
    NR_5GCN,
    NG_RAN,
    LTE_NR_DUAL,
    /** An unknown number, or none. */
    UNKNOWN;

    /** The access technology with a number of 27.007 7.3; {@link #UNKNOWN} for any other number. */
    public static AccessTechnology of(int number) {
        return number >= 0 && number < UNKNOWN.ordinal() ? values()[number] : UNKNOWN;
    }
}
