package io.atflux.outbox;

import org.jspecify.annotations.Nullable;

/** A store that could not do what was asked. What was asked was not done, unless the reason says otherwise. */
public final class OutboxException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why. Later releases may add constants: programs treat one that they do not know as {@link #OTHER}. */
    public enum Reason {
        /** The store has as many entries or bytes as it may have, or as many callers wait for it as may wait. */
        FULL,
        /** There is no room on the disk. Accepted entries can still be taken and removed as long as the ballast lasts. */
        DISK_FULL,
        /** The file is damaged. It was left as it is. */
        CORRUPT,
        /** A later version of this library wrote the file. It was left as it is. */
        NEWER,
        /** The file is no outbox. It was left as it is. */
        NOT_A_DATABASE,
        /** Another process, or another object of this one, has the file open. */
        IN_USE,
        /** The store was closed. */
        CLOSED,
        /** The disk, or the way to it, failed. Whether what was asked is done shows once the store is opened again. */
        IO,
        /** The database library is not on the class path or the module path. */
        LIBRARY_MISSING,
        /** The native part of the database library cannot be loaded. */
        NATIVE_LIBRARY,
        /** What was asked for cannot be: a name, a value or an id out of bounds. */
        USAGE,
        /** None of these. */
        OTHER
    }

    private final Reason reason;

    /** For implementations of {@link Outbox}. */
    public OutboxException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }
}
