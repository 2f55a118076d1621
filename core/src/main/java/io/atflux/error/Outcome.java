package io.atflux.error;

/** The outcome of a failed request. It decides whether the request may be sent again. */
public enum Outcome {
    /** Nothing of it was written. */
    NOT_SENT,
    /** The modem received it and refused it. */
    REJECTED,
    /** Written, but no answer came: the modem may or may not have executed it. */
    UNKNOWN
}
