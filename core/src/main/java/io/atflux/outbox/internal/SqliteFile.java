package io.atflux.outbox.internal;

import io.atflux.outbox.OutboxException;
import io.atflux.outbox.OutboxException.Reason;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file that is open for writing, by this process alone. Confined to the writer's thread.
 *
 * <p>A file is checked before anything is written: it is opened read-only, without the database's locks, because locks
 * write too. A new file is made under another name and renamed when it is complete, so that a file of this name is
 * never incomplete.
 */
final class SqliteFile implements AutoCloseable {

    /** Also reads the write-ahead log, and changes neither file. */
    private static final String READ_ONLY = "?mode=ro&vfs=" + (File.separatorChar == '/' ? "unix-none" : "win32-none");

    private static final long LEAST = 64L << 10;
    private static final String WRITABLE = "?mode=rw";

    private final Sql sql;
    private final FileLockGuard lock;

    private SqliteFile(Sql sql, FileLockGuard lock) {
        this.sql = sql;
        this.lock = lock;
    }

    Sql sql() {
        return sql;
    }

    /** @throws OutboxException with the reason of a refusal */
    static SqliteFile open(Path file, SqliteTuning tuning) {
        FileLockGuard lock = null;
        try {
            Path real = real(file);
            lock = FileLockGuard.of(real);
            SqliteFile opened = new SqliteFile(open(real, file, tuning), lock);
            lock = null;
            return opened;
        } catch (IOException e) {
            throw new OutboxException(
                    isFull(file) ? Reason.DISK_FULL : Reason.IO, "cannot open the outbox " + file + ": " + e, e);
        } catch (SqlFailed e) {
            throw e.toException(file);
        } finally {
            if (lock != null) {
                closeQuietly(lock);
            }
        }
    }

    private static void closeQuietly(FileLockGuard lock) {
        try {
            lock.close();
        } catch (IOException gone) {
            // A channel that cannot be closed holds no lock either.
        }
    }

    /** Java reports a full disk only in the text of the message. */
    private static boolean isFull(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        try {
            return folder != null && Files.getFileStore(folder).getUsableSpace() < LEAST;
        } catch (IOException unknown) {
            return false;
        }
    }

    private static Path real(Path file) throws IOException {
        Path absolute = file.toAbsolutePath();
        if (Files.isDirectory(absolute)) {
            throw new OutboxException(Reason.NOT_A_DATABASE, file + " is a folder", null);
        }
        if (Files.exists(absolute)) {
            return absolute.toRealPath();
        }
        Path folder = absolute.getParent();
        if (folder == null) {
            throw new IOException("it has no folder");
        }
        return folder.toRealPath().resolve(absolute.getFileName());
    }

    private static Sql open(Path real, Path named, SqliteTuning tuning) throws IOException {
        if (Files.notExists(real) || Files.size(real) == 0) {
            create(real, tuning);
        } else {
            check(real, named);
        }
        Sql sql = SqliteLibrary.open(real, WRITABLE);
        try {
            tuning.apply(sql);
            return sql;
        } catch (SqlFailed e) {
            closeQuietly(sql);
            throw e;
        }
    }

    /** An empty file is a new one, unless its log has content: then the file's content was lost. */
    private static void create(Path real, SqliteTuning tuning) throws IOException {
        Path log = OwnFiles.beside(real, "-wal");
        if (Files.exists(log) && Files.size(log) > 0) {
            throw new OutboxException(
                    Reason.CORRUPT, real + " is empty, but its log " + log + " is not; both left as they are", null);
        }
        Path half = OwnFiles.beside(real, ".new");
        for (String ending : new String[] {"", "-journal", "-wal"}) {
            Files.deleteIfExists(OwnFiles.beside(half, ending));
        }
        OwnFiles.create(half);
        try (Sql sql = SqliteLibrary.open(half, WRITABLE)) {
            tuning.synchronous(sql);
            Schema.create(sql);
            tuning.apply(sql);
        }
        Files.move(half, real, StandardCopyOption.ATOMIC_MOVE);
        Path folder = real.getParent();
        if (folder != null && tuning.isSafe()) {
            OwnFiles.sync(folder);
        }
    }

    private static void check(Path real, Path named) {
        try (Sql sql = SqliteLibrary.open(real, READ_ONLY)) {
            // Keeps the log's index in memory instead of a file.
            sql.run("PRAGMA locking_mode=EXCLUSIVE");
            Schema.check(sql, named);
        }
    }

    private static void closeQuietly(Sql sql) {
        try {
            sql.close();
        } catch (SqlFailed gone) {
            // The reported error is the reason for closing.
        }
    }

    /** Committed changes are in the file or in its log, whether or not this succeeds. */
    @Override
    public void close() {
        try {
            sql.close();
        } finally {
            closeQuietly(lock);
        }
    }
}
