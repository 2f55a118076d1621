package io.atflux.outbox.internal;

/**
 * The settings of the database for writing.
 *
 * @param synchronous FULL: a commit ends after the disk has it. Lower levels are only for tests of the tests
 * @param checkpointPages the number of pages of the log at which they are moved to the file. It is small, since on a
 *     full disk a growing log prevents even the commit of removals
 * @param mostPages the largest size of the file: a limit for tests, otherwise SQLite's own maximum
 */
record SqliteTuning(String synchronous, int checkpointPages, long mostPages) {

    static final SqliteTuning DEFAULT = new SqliteTuning("FULL", 20, 0xFFFFFFFEL);

    private static final String LOG_SIZE_KEPT = "4194304";

    boolean isSafe() {
        return synchronous.equals("FULL");
    }

    void synchronous(Sql sql) {
        sql.run("PRAGMA synchronous=" + synchronous);
    }

    void apply(Sql sql) {
        // Before the log is opened: then its index is in memory, and no other process gets access.
        sql.run("PRAGMA locking_mode=EXCLUSIVE");
        sql.run("PRAGMA journal_mode=WAL");
        synchronous(sql);
        sql.run("PRAGMA wal_autocheckpoint=" + checkpointPages);
        sql.run("PRAGMA journal_size_limit=" + LOG_SIZE_KEPT);
        sql.run("PRAGMA max_page_count=" + mostPages);
        sql.run("PRAGMA temp_store=MEMORY");
        sql.run("PRAGMA trusted_schema=OFF");
        sql.run("PRAGMA cell_size_check=ON");
        sql.run("BEGIN IMMEDIATE");
        sql.run("COMMIT");
    }
}
