package io.atflux.link.blocking;

/** A call that waits was ended before what it waits for came. What the link itself errors with is thrown as it is. */
public final class BlockingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why it ended. Later releases may add constants. */
    public enum Reason {
        /** The time-out passed. */
        TIMEOUT,
        /** The thread was interrupted; its flag is set again. */
        INTERRUPTED,
        /** The stream of messages was closed, here or with its link. */
        CLOSED,
        /** The calling thread is one that must not be blocked, such as an event loop: what is waited for may need it. */
        MUST_NOT_BLOCK
    }

    private final Reason reason;

    /** For stand-ins in tests. */
    public BlockingException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** Why it ended. */
    public Reason reason() {
        return reason;
    }
}
