package io.atflux.link;

/** The outcome of a message that was given to a link. Later releases may add constants. */
public enum DeliveryOutcome {
    /** The module confirmed the message: at QoS 1 and 2 the broker has it, at QoS 0 it was handed to the connection. */
    CONFIRMED,
    /** The module, or the host's own checks, refused the message: it was not published. */
    REJECTED,
    /** The message was written, and it is unknown whether it was published. It is not sent again. */
    UNKNOWN,
    /** The message was never written. */
    NOT_SENT,
    /** The message's time to live ended before it was written. */
    EXPIRED,
    /** A full queue dropped the message in favour of later ones. */
    DROPPED
}
