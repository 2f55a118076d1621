package io.atflux.outbox;

/** The policy for a message for which there is no room. */
public enum WhenFull {
    /** The message is refused, with {@link OutboxException.Reason#FULL}. */
    REFUSE,
    /**
     * The oldest entries of the same queue are dropped, but never one that may have been sent, nor one of another
     * owner. If that does not make enough room, the message is refused.
     */
    DROP_OLDEST
}
