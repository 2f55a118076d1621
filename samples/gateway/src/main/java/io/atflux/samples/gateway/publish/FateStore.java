package io.atflux.samples.gateway.publish;

import io.atflux.link.DeliveryOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A table of fates in a file of SQLite. Blocks; one thread at a time. It survives a crash of the process. A power cut may
 * cost the last few fates; their messages are not affected.
 */
final class FateStore implements AutoCloseable {

    private static final String[] SCHEMA = {
        "PRAGMA locking_mode=EXCLUSIVE",
        "PRAGMA journal_mode=WAL",
        "PRAGMA synchronous=NORMAL",
        // The log must not fill a disk that is short of room.
        "PRAGMA wal_autocheckpoint=64",
        "PRAGMA journal_size_limit=65536",
        "CREATE TABLE IF NOT EXISTS fate (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, modem TEXT NOT NULL,"
                + " topic TEXT NOT NULL, accepted INTEGER NOT NULL, outcome TEXT, attempts INTEGER NOT NULL DEFAULT 0,"
                + " duplicated INTEGER NOT NULL DEFAULT 0, ended INTEGER, failure TEXT)",
        "CREATE INDEX IF NOT EXISTS fate_of_modem ON fate (modem, number)"
    };

    /** A later message of the same modem is written only after this one has ended: then its end was lost with a process. */
    private static final String FIND = "SELECT *, EXISTS (SELECT 1 FROM fate later WHERE later.modem = fate.modem"
            + " AND later.number > fate.number AND later.outcome IN ('CONFIRMED', 'REJECTED', 'UNKNOWN')) AS passed"
            + " FROM fate WHERE id = ? AND modem = ?";

    private final Connection connection;

    FateStore(Path file) throws SQLException, IOException {
        createPrivately(file);
        connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        try (Statement statement = connection.createStatement()) {
            for (String line : SCHEMA) {
                statement.execute(line);
            }
        }
    }

    /** Topics are in there: the file is its owner's alone, as the outbox's is. */
    private static void createPrivately(Path file) throws IOException {
        if (!Files.exists(file)
                && file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
    }

    /**
     * A message is in the outbox. It may be there since an earlier request, and may have ended before this is written; an id that was
     * used before, by a message that is no longer there, has a new fate.
     */
    void accepted(String id, String modem, String topic, Instant at) throws SQLException {
        together(() -> {
            run(
                    "DELETE FROM fate WHERE id = ? AND NOT (modem = ? AND (accepted = ? OR COALESCE(ended, -1) >= ?))",
                    id,
                    modem,
                    millis(at),
                    millis(at));
            run(
                    "INSERT INTO fate (id, modem, topic, accepted) VALUES (?, ?, ?, ?)"
                            + " ON CONFLICT (id) DO UPDATE SET accepted = excluded.accepted",
                    id,
                    modem,
                    topic,
                    millis(at));
        });
    }

    /** A message ended: the one that is known to wait, or one of which nothing is known yet. */
    void ended(Fate fate) throws SQLException {
        together(() -> {
            run("DELETE FROM fate WHERE id = ? AND NOT (modem = ? AND outcome IS NULL)", fate.id(), fate.modem());
            run(
                    "INSERT INTO fate (id, modem, topic, accepted, outcome, attempts, duplicated, ended, failure)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
                            + " outcome = excluded.outcome, attempts = excluded.attempts,"
                            + " duplicated = excluded.duplicated, ended = excluded.ended, failure = excluded.failure",
                    fate.id(),
                    fate.modem(),
                    fate.topic(),
                    millis(fate.acceptedAt()),
                    String.valueOf(fate.outcome()),
                    fate.attempts(),
                    fate.possiblyDuplicated(),
                    millis(fate.endedAt()),
                    fate.failure());
        });
    }

    /** Forgets all but the latest; those that wait stay. */
    void keep(int most) throws SQLException {
        run("DELETE FROM fate WHERE outcome IS NOT NULL AND number <= (SELECT MAX(number) FROM fate) - ?", most);
    }

    @Nullable
    Fate find(String id, String modem) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FIND)) {
            statement.setString(1, id);
            statement.setString(2, modem);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? fate(row) : null;
            }
        }
    }

    private static Fate fate(ResultSet row) throws SQLException {
        String outcome = row.getString("outcome");
        boolean passed = outcome == null && row.getBoolean("passed");
        return new Fate(
                row.getString("id"),
                row.getString("modem"),
                row.getString("topic"),
                Instant.ofEpochMilli(row.getLong("accepted")),
                passed ? DeliveryOutcome.UNKNOWN : outcome == null ? null : DeliveryOutcome.valueOf(outcome),
                row.getInt("attempts"),
                row.getBoolean("duplicated"),
                row.getObject("ended") == null ? null : Instant.ofEpochMilli(row.getLong("ended")),
                passed ? "the process ended before its end was written down" : row.getString("failure"));
    }

    private static @Nullable Long millis(@Nullable Instant time) {
        return time == null ? null : time.toEpochMilli();
    }

    private void together(Writes writes) throws SQLException {
        connection.setAutoCommit(false);
        try {
            writes.run();
            connection.commit();
        } catch (SQLException failure) {
            connection.rollback();
            throw failure;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private void run(String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    /** Writes that belong together. */
    private interface Writes {

        void run() throws SQLException;
    }
}
