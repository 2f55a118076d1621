package io.atflux.outbox;

/** What happens to a message for which there is no room. */
public enum WhenFull {
    /** It is refused, with {@link OutboxException.Reason#FULL}. */
    REFUSE,
    /**
     * The oldest entries of the same queue are dropped, never one that may have been sent, nor one of another owner. If that
     * makes no room, the message is refused.
     */
    DROP_OLDEST
}
