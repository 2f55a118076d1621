package io.atflux.link;

/** Where a link stands. Later releases may add constants. */
public enum LinkPhase {
    /** Not started, or closed for good. */
    CLOSED,
    /** The line is being opened. */
    CONNECTING,
    /** The modem is being found, and proved to be in step. */
    SYNCHRONISING,
    /** Radio, SIM and access point are being set up. */
    INITIALISING,
    /** The network is being waited for. */
    REGISTERING,
    /** An IP address is being asked for. */
    DIALLING,
    /** The broker is being connected to, or subscribed at. */
    OPENING,
    /** Messages pass. */
    READY,
    /** Something failed, and is tried again at {@link LinkState#nextAttemptAt()}. */
    WAITING,
    /** Something failed that a human has to mend; looked at again at {@link LinkState#nextAttemptAt()}, or when anything changes. */
    BLOCKED,
    /** Connection and line are being closed. */
    CLOSING
}
