package io.atflux.outbox.internal;

import io.atflux.outbox.OutboxException;
import io.atflux.outbox.OutboxException.Reason;
import java.sql.SQLException;

/** The database failed a statement; the transaction's changes are undone. */
final class SqlFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    SqlFailed(SQLException cause) {
        super(cause.getMessage(), cause);
        reason = reason(cause);
    }

    Reason reason() {
        return reason;
    }

    /** Whether the file must be closed, and checked before its next use. */
    boolean isFatal() {
        return reason != Reason.DISK_FULL && reason != Reason.OTHER;
    }

    /** The reason by the primary result code of SQLite. */
    private static Reason reason(SQLException cause) {
        return switch (cause.getErrorCode() & 0xFF) {
            case 5, 6 -> Reason.IN_USE;
            case 8, 10, 14 -> Reason.IO;
            case 11 -> Reason.CORRUPT;
            case 13 -> Reason.DISK_FULL;
            case 26 -> Reason.NOT_A_DATABASE;
            default -> Reason.OTHER;
        };
    }

    OutboxException toException(Object file) {
        return new OutboxException(reason, words() + file + ": " + getMessage(), getCause());
    }

    private String words() {
        return switch (reason) {
            case IN_USE -> "another program has the outbox open: ";
            case IO -> "the disk failed the outbox ";
            case CORRUPT -> "the outbox is damaged: ";
            case DISK_FULL -> "no room on the disk for the outbox ";
            case NOT_A_DATABASE -> "this is no outbox: ";
            default -> "the database failed the outbox ";
        };
    }
}
