package io.atflux.link.blocking;

/** A waiting call ended before its result. Errors of the link are thrown unchanged. */
public final class BlockingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The reason for the end. Later releases may add constants. */
    public enum Reason {
        /** The time-out passed. */
        TIMEOUT,
        /** The thread was interrupted; its flag is set again. */
        INTERRUPTED,
        /** The stream of messages was closed, here or with its link. */
        CLOSED,
        /** The calling thread must not be blocked, for example an event loop: the awaited result may need it. */
        MUST_NOT_BLOCK
    }

    private final Reason reason;

    /** For test doubles. */
    public BlockingException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** The reason for the end. */
    public Reason reason() {
        return reason;
    }
}
