package io.atflux.error;

/** What became of a request that failed. It decides whether the request may be sent again. */
public enum Outcome {
    /** Nothing of it was written. */
    NOT_SENT,
    /** The modem received it and said no. */
    REJECTED,
    /** Written, and no answer came: the modem may or may not have done it. */
    UNKNOWN
}
