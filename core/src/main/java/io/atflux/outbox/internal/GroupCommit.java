package io.atflux.outbox.internal;

import io.atflux.outbox.OutboxEntry;
import io.atflux.outbox.OutboxException;
import io.atflux.outbox.OutboxException.Reason;
import io.atflux.outbox.OutboxOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out the waiting steps in one transaction. If the database fails it, each step is tried alone, so that an
 * impossible step does not fail the others. Confined to the writer's thread.
 */
final class GroupCommit {

    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
    private static final Set<Reason> STAYING = EnumSet.of(Reason.CORRUPT, Reason.NEWER, Reason.NOT_A_DATABASE);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Path path;
    private final OutboxOptions options;
    private final SqliteTuning tuning;
    private final Ballast ballast;
    private final Map<Long, OutboxEntry> owed = new LinkedHashMap<>();
    private @Nullable SqliteFile file;
    private @Nullable SqliteEntries entries;
    /** Whether the ballast was deleted: then nothing is accepted, so that the remaining space serves removals. */
    private boolean starved;

    private Instant triedAt = Instant.EPOCH;
    private @Nullable OutboxException refusal;

    GroupCommit(Path path, OutboxOptions options, SqliteTuning tuning) {
        this.path = path;
        this.options = options;
        this.tuning = tuning;
        ballast = new Ballast(path.toAbsolutePath(), options.ballast());
    }

    /** Never throws; each caller receives its result. */
    void carryOut(List<Waiting<?>> group) {
        for (Waiting<?> waiting : group) {
            OutboxEntry over = waiting.step().removes();
            if (over != null) {
                owed.put(over.sequence(), over);
            }
        }
        try {
            if (!group.isEmpty()) {
                open();
                relieve();
                commit(group);
            }
        } catch (OutboxException e) {
            group.forEach(waiting -> waiting.failed(e));
        } catch (Throwable e) {
            group.forEach(waiting -> waiting.failed(e));
        }
        group.forEach(Waiting::deliver);
    }

    private void commit(List<Waiting<?>> group) {
        Throwable failure = attempt(group);
        if (failure == null) {
            return;
        }
        for (Waiting<?> one : group) {
            // A file that was closed is opened and checked once for the next group, not for each step of this one.
            if (!isBroken(failure)) {
                failure = attempt(List.of(one));
            }
            if (failure != null) {
                one.failed(toException(failure));
            }
        }
    }

    private static boolean isBroken(@Nullable Throwable failure) {
        return failure instanceof SqlFailed sql && sql.isFatal();
    }

    private OutboxException toException(Throwable failure) {
        return failure instanceof SqlFailed sql
                ? sql.toException(path)
                : new OutboxException(Reason.OTHER, "the outbox " + path + " failed: " + failure, failure);
    }

    /** Returns why nothing was committed; null if everything was. */
    private @Nullable Throwable attempt(List<Waiting<?>> group) {
        SqliteFile open = file;
        SqliteEntries all = entries;
        if (open == null || all == null) {
            return new IllegalStateException("not open");
        }
        try {
            open.sql().run("BEGIN IMMEDIATE");
            owed.values().forEach(all::remove);
            for (Waiting<?> waiting : group) {
                if (starved && waiting.step().adds() != null) {
                    waiting.failed(starving());
                } else {
                    waiting.run(all);
                }
            }
            open.sql().run("COMMIT");
            owed.clear();
            return null;
        } catch (Throwable e) {
            undo(open, all, e);
            return e;
        }
    }

    private OutboxException starving() {
        return new OutboxException(
                Reason.DISK_FULL,
                "no room on the disk for the outbox " + path + ": until there is, entries are only taken and removed",
                null);
    }

    private void undo(SqliteFile open, SqliteEntries all, Throwable why) {
        if (isBroken(why)) {
            close();
            return;
        }
        if (why instanceof SqlFailed sql && sql.reason() == Reason.DISK_FULL && ballast.giveUp()) {
            starved = true;
            triedAt = options.clock().instant();
            LOG.warn("no room on the disk: the ballast of the outbox {} is given up, and nothing is accepted", path);
        }
        try {
            open.sql().run("ROLLBACK");
        } catch (SqlFailed byItself) {
            // A commit that finds no space is rolled back already.
        }
        try {
            all.countAnew();
        } catch (SqlFailed e) {
            close();
        }
    }

    private void open() {
        if (file != null) {
            return;
        }
        OutboxException known = refusal;
        if (known != null && !isTime()) {
            throw new OutboxException(known.reason(), String.valueOf(known.getMessage()), known);
        }
        refusal = null;
        SqliteFile opened;
        try {
            opened = SqliteFile.open(path, tuning);
        } catch (OutboxException e) {
            if (STAYING.contains(e.reason())) {
                // A check reads the whole file.
                refusal = e;
                triedAt = options.clock().instant();
            }
            throw e;
        }
        begin(opened);
    }

    private void begin(SqliteFile opened) {
        try {
            SqliteEntries all = new SqliteEntries(opened.sql(), options);
            file = opened;
            entries = all;
            starved = !ballast.restore();
            triedAt = options.clock().instant();
            all.nothingIsOfTheFuture();
        } catch (SqlFailed e) {
            if (e.reason() != Reason.DISK_FULL || entries == null) {
                close();
                closeQuietly(opened);
                throw e.toException(path);
            }
        }
    }

    private static void closeQuietly(SqliteFile opened) {
        try {
            opened.close();
        } catch (SqlFailed closed) {
            LOG.debug("closing failed: {}", closed.getMessage());
        }
    }

    /** Accepts again as soon as there is space for the ballast. */
    private void relieve() {
        if (starved && isTime()) {
            triedAt = options.clock().instant();
            starved = !ballast.restore();
        }
    }

    /** A clock that was set back causes no wait. */
    private boolean isTime() {
        Instant now = options.clock().instant();
        return now.isBefore(triedAt) || !now.isBefore(triedAt.plus(PAUSE));
    }

    void close() {
        SqliteFile open = file;
        file = null;
        entries = null;
        if (open != null) {
            closeQuietly(open);
        }
    }
}
