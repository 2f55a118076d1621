package io.atflux.outbox;

import org.jspecify.annotations.Nullable;

/** A failure of a store. The requested change was not made, unless the reason says otherwise. */
public final class OutboxException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The reason of the failure. Later releases may add constants: programs treat an unknown one as {@link #OTHER}. */
    public enum Reason {
        /** The store holds its maximum of entries or bytes, or too many calls wait for it. */
        FULL,
        /** The disk is full. Accepted entries can still be taken and removed as long as the ballast lasts. */
        DISK_FULL,
        /** The file is damaged. It is unchanged. */
        CORRUPT,
        /** A later version of this library wrote the file. It is unchanged. */
        NEWER,
        /** The file is not an outbox. It is unchanged. */
        NOT_A_DATABASE,
        /** Another process, or another object of this one, has the file open. */
        IN_USE,
        /** The store was closed. */
        CLOSED,
        /**
         * The disk, or the access to it, failed. Only after the store is opened again is it known whether the change
         * was made.
         */
        IO,
        /** The database library is not on the class path or the module path. */
        LIBRARY_MISSING,
        /** The native part of the database library cannot be loaded. */
        NATIVE_LIBRARY,
        /** The call is invalid: a name, a value or an id is out of bounds. */
        USAGE,
        /** Another reason. */
        OTHER
    }

    private final Reason reason;

    /** For implementations of {@link Outbox}. */
    public OutboxException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** The reason of the failure. */
    public Reason reason() {
        return reason;
    }
}
