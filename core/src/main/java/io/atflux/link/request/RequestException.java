package io.atflux.link.request;

import io.atflux.link.DeliveryReceipt;
import org.jspecify.annotations.Nullable;

/** A request without a response. */
public final class RequestException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The reason why there is no response. Later releases may add constants. */
    public enum Reason {
        /** No response came in time; the request may have been executed. */
        TIMEOUT,
        /** The request was not published, so it was not executed. {@link RequestException#receipt()} gives the reason. */
        NOT_PUBLISHED,
        /** Too many requests are pending. Nothing was sent. */
        TOO_MANY,
        /** No response can come: the requests or their link were closed, or the filter was refused, which is then the cause. */
        CLOSED
    }

    private final Reason reason;
    private final transient @Nullable DeliveryReceipt receipt;

    RequestException(Reason reason, String message, @Nullable DeliveryReceipt receipt, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
        this.receipt = receipt;
    }

    /** For test doubles. */
    public static RequestException of(Reason reason, String message) {
        return new RequestException(reason, message, null, null);
    }

    /** The reason why there is no response. */
    public Reason reason() {
        return reason;
    }

    /** The receipt of the request's message; null if it does not explain the failure. */
    public @Nullable DeliveryReceipt receipt() {
        return receipt;
    }
}
