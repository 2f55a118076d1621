package io.atflux.outbox.internal;

import io.atflux.outbox.OutboxException;
import io.atflux.outbox.OutboxException.Reason;
import io.atflux.outbox.OutboxMessage;
import io.atflux.outbox.OutboxOptions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The callers that wait for the writer: no more than the store's own limit, or than fit into one group. Thread-safe.
 */
final class WaitingLine {

    private static final int MOST_IN_A_GROUP = 1_000;
    private static final long MOST_BYTES_IN_A_GROUP = 4L << 20;

    private final OutboxOptions options;
    private final ArrayDeque<Waiting<?>> line = new ArrayDeque<>();
    private long bytes;
    private boolean writerIsCalled;
    private boolean closed;

    WaitingLine(OutboxOptions options) {
        this.options = options;
    }

    private static long size(Waiting<?> waiting) {
        OutboxMessage adds = waiting.step().adds();
        return adds == null ? 0 : Sizes.of(adds.message());
    }

    /**
     * Returns whether the writer must be called.
     *
     * @throws OutboxException if the caller may not wait
     */
    synchronized boolean offer(Waiting<?> waiting) {
        if (closed) {
            throw closed();
        }
        long size = size(waiting);
        if (waiting.step().adds() != null
                && (line.size() >= Math.max(MOST_IN_A_GROUP, options.maxCount())
                        || bytes > Math.max(MOST_BYTES_IN_A_GROUP, options.maxBytes()) - size && bytes > 0)) {
            throw new OutboxException(
                    Reason.FULL, line.size() + " steps wait for the disk already, with " + bytes + " bytes", null);
        }
        bytes += size;
        line.add(waiting);
        return call();
    }

    private boolean call() {
        boolean first = !writerIsCalled;
        writerIsCalled = true;
        return first;
    }

    /** The writer could not be called; the next caller tries again. */
    synchronized void writerIsGone() {
        writerIsCalled = false;
    }

    static OutboxException closed() {
        return new OutboxException(Reason.CLOSED, "the outbox is closed", null);
    }

    /** Accepts no more callers. Returns whether the writer must be called. */
    synchronized boolean close() {
        closed = true;
        return call();
    }

    /** Whether no caller waits, and none can be added. */
    synchronized boolean isOver() {
        return closed && line.isEmpty();
    }

    /** The callers of one commit. */
    synchronized List<Waiting<?>> take() {
        List<Waiting<?>> group = new ArrayList<>();
        long taken = 0;
        while (!line.isEmpty() && group.size() < MOST_IN_A_GROUP && taken < MOST_BYTES_IN_A_GROUP) {
            Waiting<?> next = line.remove();
            long size = size(next);
            taken += size;
            bytes -= size;
            if (!next.isWithdrawn()) {
                group.add(next);
            }
        }
        return group;
    }

    /** Whether the writer must run again; if not, the next caller that waits calls it. */
    synchronized boolean goesOn() {
        writerIsCalled = !line.isEmpty();
        return writerIsCalled;
    }
}
