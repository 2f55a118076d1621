package io.atflux.outbox.internal;

import io.atflux.outbox.OutboxException;
import io.atflux.outbox.OutboxException.Reason;
import java.nio.file.Path;

/**
 * The tables. A message is one row, written once and deleted once. The values that change while it is sent are in a
 * separate small row, so that a large payload is not written again with each attempt.
 */
final class Schema {

    /** "atfx": the mark of an outbox file. */
    static final int APPLICATION = 0x61746678;

    static final int VERSION = 1;

    private static final String[] TABLES = {
        "CREATE TABLE owner(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)",
        "CREATE TABLE entry(seq INTEGER PRIMARY KEY, owner INTEGER NOT NULL, id TEXT NOT NULL UNIQUE,"
                + " accepted_at INTEGER NOT NULL, time_to_live INTEGER, expires_at INTEGER, size INTEGER NOT NULL,"
                + " flags INTEGER NOT NULL, topic TEXT NOT NULL, payload BLOB NOT NULL)",
        "CREATE INDEX entry_queue ON entry(owner, seq, size)",
        "CREATE INDEX entry_expiry ON entry(owner, expires_at) WHERE expires_at IS NOT NULL",
        "CREATE TABLE sent(seq INTEGER PRIMARY KEY, attempts INTEGER NOT NULL, first_sent_at INTEGER,"
                + " connections_ended INTEGER NOT NULL)",
        "CREATE TABLE property(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID"
    };

    private Schema() {}

    static void create(Sql sql) {
        sql.run("BEGIN IMMEDIATE");
        for (String table : TABLES) {
            sql.run(table);
        }
        sql.run("PRAGMA user_version=" + VERSION);
        sql.run("PRAGMA application_id=" + APPLICATION);
        sql.run("COMMIT");
    }

    /**
     * Refuses files that must not be written to. A truncated file can be read and written; only the check detects it.
     */
    static void check(Sql sql, Path file) {
        int application = Integer.parseInt(sql.ask("PRAGMA application_id"));
        if (application != APPLICATION) {
            throw new OutboxException(
                    Reason.NOT_A_DATABASE,
                    file + " is a database of another program (application_id " + application + "), left as it is",
                    null);
        }
        int version = Integer.parseInt(sql.ask("PRAGMA user_version"));
        if (version > VERSION) {
            throw new OutboxException(
                    Reason.NEWER,
                    "a later version of atflux wrote " + file + " (version " + version + ", this one knows " + VERSION
                            + "), left as it is",
                    null);
        }
        String said = sql.ask("PRAGMA quick_check(1)");
        if (version < VERSION || !said.equals("ok")) {
            throw new OutboxException(
                    Reason.CORRUPT, file + " is damaged, left as it is: " + said.replace('\n', ' '), null);
        }
    }
}
