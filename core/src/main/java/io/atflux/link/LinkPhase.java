package io.atflux.link;

/** The phase of a link. Later releases may add constants. */
public enum LinkPhase {
    /** Not started, or closed for good. */
    CLOSED,
    /** The link opens the line. */
    CONNECTING,
    /** The link finds the modem and synchronises with it. */
    SYNCHRONISING,
    /** The link sets up the radio, the SIM and the access point. */
    INITIALISING,
    /** The link waits for the network. */
    REGISTERING,
    /** The link requests an IP address. */
    DIALLING,
    /** The link connects to the broker, or subscribes to the filters. */
    OPENING,
    /** Messages pass. */
    READY,
    /** A step failed, and is retried at {@link LinkState#nextAttemptAt()}. */
    WAITING,
    /**
     * A step failed, and needs a human. It is retried at {@link LinkState#nextAttemptAt()}, or as soon as a relevant change is reported.
     */
    BLOCKED,
    /** The link closes the connection and the line. */
    CLOSING
}
