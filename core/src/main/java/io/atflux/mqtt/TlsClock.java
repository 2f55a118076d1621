package io.atflux.mqtt;

/**
 * What is done about the module's clock before a connection whose server is verified: a clock that is far off lets every certificate
 * fail. Far off is more than 24 h from the host's.
 */
public enum TlsClock {
    /**
     * It is asked for, and set from the host's clock if it is far off; unless the host's clock itself cannot be right because it is
     * before the year of this release, as on hosts that have none.
     */
    CHECK_AND_SET,
    /** It is asked for, told as the step "TLS clock", and left alone. */
    REPORT,
    /** It is not asked for. */
    IGNORE
}
