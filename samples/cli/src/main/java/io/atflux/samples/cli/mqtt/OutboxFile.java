package io.atflux.samples.cli.mqtt;

import io.atflux.outbox.Outbox;
import io.atflux.outbox.OutboxException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The file that stores messages, if there is one. */
final class OutboxFile implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final @Nullable Outbox outbox;

    private OutboxFile(@Nullable Outbox outbox) {
        this.outbox = outbox;
    }

    /** @param file null for none */
    static OutboxFile of(@Nullable Path file) {
        return new OutboxFile(file == null ? null : Outbox.sqlite(file));
    }

    /**
     * Opens the file, before anything is written to the line.
     *
     * @throws OutboxException if it cannot be used; the file is unchanged
     */
    void open() {
        if (outbox != null) {
            outbox.owners().block(LIMIT);
        }
    }

    /** Null for none. */
    @Nullable
    Outbox outbox() {
        return outbox;
    }

    /**
     * The limit for a connection while messages wait that do not expire; null if they expire, or if there is no limit.
     */
    @Nullable
    Duration limit(@Nullable Duration within) {
        return outbox == null ? null : within;
    }

    @Override
    public void close() {
        if (outbox != null) {
            outbox.close().onErrorComplete().block(LIMIT);
        }
    }
}
