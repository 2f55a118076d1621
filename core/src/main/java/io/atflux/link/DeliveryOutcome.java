package io.atflux.link;

/** What became of a message that was given to a link. Later releases may add constants. */
public enum DeliveryOutcome {
    /** The module confirmed it: at QoS 1 and 2 the broker has it, at QoS 0 it was handed to the connection. */
    CONFIRMED,
    /** The module, or the host's own checks, refused it: it was not published. */
    REJECTED,
    /** It was written, and nobody knows whether it was published. It is not sent again. */
    UNKNOWN,
    /** It was never written. */
    NOT_SENT,
    /** Its time to live was over before it was written. */
    EXPIRED,
    /** It made room for later ones in a full queue. */
    DROPPED
}
