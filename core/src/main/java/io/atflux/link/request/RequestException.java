package io.atflux.link.request;

import io.atflux.link.DeliveryReceipt;
import org.jspecify.annotations.Nullable;

/** A request without a response. */
public final class RequestException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why there is none. Later releases may add constants. */
    public enum Reason {
        /** None came in time; the request may have been carried out. */
        TIMEOUT,
        /** The request was not published: nobody has carried it out. {@link RequestException#receipt()} says why. */
        NOT_PUBLISHED,
        /** Too many requests wait for their responses. Nothing was sent. */
        TOO_MANY,
        /** No response can come: the requests or their link were closed, or the filter was refused; then that is the cause. */
        CLOSED
    }

    private final Reason reason;
    private final transient @Nullable DeliveryReceipt receipt;

    RequestException(Reason reason, String message, @Nullable DeliveryReceipt receipt, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
        this.receipt = receipt;
    }

    /** For stand-ins in tests. */
    public static RequestException of(Reason reason, String message) {
        return new RequestException(reason, message, null, null);
    }

    /** Why there is no response. */
    public Reason reason() {
        return reason;
    }

    /** What became of the request's message; null if that was not the matter. */
    public @Nullable DeliveryReceipt receipt() {
        return receipt;
    }
}
