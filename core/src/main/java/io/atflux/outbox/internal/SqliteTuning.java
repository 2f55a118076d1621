package io.atflux.outbox.internal;

/**
 * How the database writes.
 *
 * @param synchronous FULL: a commit is over when the disk has it. Anything less is for tests of the tests
 * @param checkpointPages how many pages the log has before they are moved to the file. Few, since on a full disk a log that grows
 *     keeps even removals from being committed
 * @param mostPages how large the file may become: for tests, the most that SQLite takes otherwise
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
        // Before the log is opened: then its index is in memory, and nobody else gets in.
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
