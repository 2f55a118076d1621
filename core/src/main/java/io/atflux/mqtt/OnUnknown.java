package io.atflux.mqtt;

/** The treatment of a publish with an unknown outcome: written, but not confirmed in time. */
public enum OnUnknown {
    /** Write it again, as the vendor's guide says: at least once, perhaps twice. */
    SEND_AGAIN,
    /** Report it as UNKNOWN: at most once. */
    GIVE_UP
}
