package io.atflux.mqtt;

/** What is done about a publish whose outcome is unknown: written, and not confirmed in time. */
public enum OnUnknown {
    /** Write it again, as the vendor's guide says: at least once, perhaps twice. */
    SEND_AGAIN,
    /** Report it as UNKNOWN: at most once. */
    GIVE_UP
}
