package io.atflux.outbox.internal;

import io.atflux.internal.time.Durations;
import io.atflux.outbox.OutboxException;
import io.atflux.outbox.OutboxException.Reason;
import io.atflux.outbox.OutboxOptions;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/**
 * Keeps entries in a file. All steps that wait when the writer runs go into one commit. After each commit the writer
 * turns to the next waiting outbox, so that an outbox delays another by one group at most.
 */
public final class SqliteOutbox extends StepOutbox {

    private final Path path;
    private final OutboxOptions options;
    private final Executor writer;
    private final WaitingLine line;
    private final GroupCommit commits;
    private final Sinks.Empty<Void> closed = Sinks.empty();

    public SqliteOutbox(Path path, OutboxOptions options) {
        this(path, options, SqliteTuning.DEFAULT, WriterThread.shared());
    }

    SqliteOutbox(Path path, OutboxOptions options, SqliteTuning tuning, Executor writer) {
        if (path.getFileSystem() != FileSystems.getDefault()) {
            throw new IllegalArgumentException("an outbox is a file of the host's own file system: " + path);
        }
        this.path = path;
        this.options = options;
        this.writer = writer;
        line = new WaitingLine(options);
        commits = new GroupCommit(path, options, tuning);
    }

    @Override
    <T> Mono<T> does(Step<T> step) {
        return Waiting.on(this::offer, step);
    }

    private void offer(Waiting<?> waiting) {
        boolean call;
        try {
            call = line.offer(waiting);
        } catch (OutboxException refused) {
            waiting.failed(refused);
            waiting.deliver();
            return;
        }
        if (call) {
            callWriter();
        }
    }

    private void callWriter() {
        try {
            writer.execute(this::write);
        } catch (Throwable noThread) {
            line.writerIsGone();
            throw noThread;
        }
    }

    private void write() {
        try {
            commits.carryOut(line.take());
            if (line.isOver()) {
                commits.close();
                closed.tryEmitEmpty();
            }
        } finally {
            if (line.goesOn()) {
                callWriter();
            }
        }
    }

    @Override
    public Mono<Void> close() {
        return Mono.defer(() -> {
            if (line.close()) {
                callWriter();
            }
            return closed.asMono()
                    .timeout(
                            Durations.bounded(options.closeWithin()),
                            Mono.error(() -> new OutboxException(
                                    Reason.IO,
                                    path + " is not closed after " + Durations.text(options.closeWithin())
                                            + ": the disk is still at work",
                                    null)),
                            Schedulers.boundedElastic());
        });
    }

    @Override
    public String toString() {
        return "outbox " + path;
    }
}
