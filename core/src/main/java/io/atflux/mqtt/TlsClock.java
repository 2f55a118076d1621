package io.atflux.mqtt;

/**
 * The treatment of the module's clock before a connection with a verified server: with a clock that is far off, every certificate
 * fails. Far off is more than 24 h from the host's.
 */
public enum TlsClock {
    /**
     * The clock is read, and set from the host's clock if it is far off. It is not set if the host's clock is before the year of
     * this release, as on hosts without a clock, and thus wrong.
     */
    CHECK_AND_SET,
    /** The clock is read, reported as the step "TLS clock", and not changed. */
    REPORT,
    /** The clock is not read. */
    IGNORE
}
