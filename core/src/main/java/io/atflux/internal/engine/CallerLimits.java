package io.atflux.internal.engine;

import io.atflux.AtDeadline;
import io.atflux.error.AtException;
import io.atflux.error.AtTimeoutException;
import io.atflux.error.AtTimeoutException.Phase;
import io.atflux.error.Outcome;
import io.atflux.internal.session.Services;
import io.atflux.internal.time.Deadlines;
import io.atflux.internal.time.Durations;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The time limits of a command's caller: in the queue by the session's option, in total by an {@link AtDeadline}. Created only if
 * such a limit exists. Confined to the event loop.
 */
final class CallerLimits {

    private final Services given;
    private final Operation<?> op;
    private Deadlines.@Nullable Deadline queue;
    private Deadlines.@Nullable Deadline all;

    private CallerLimits(Services given, Operation<?> op) {
        this.given = given;
        this.op = op;
    }

    /** Null for a caller without limits. */
    static @Nullable CallerLimits of(Operation<?> op, Services given) {
        boolean limited = given.options.queueWait() != null || AtDeadline.in(op.context()) != null;
        return limited ? new CallerLimits(given, op) : null;
    }

    /** Starts the caller's deadline; if it has already passed, the operation ends. */
    void begin() {
        AtDeadline deadline = AtDeadline.in(op.context());
        if (deadline == null) {
            return;
        }
        Duration left = deadline.left(given.now());
        Deadlines.Deadline limit = given.deadlines.create(() -> cutOff(deadline.limit()));
        all = limit;
        if (left.isZero()) {
            cutOff(deadline.limit());
        } else {
            limit.at(given.now() + Durations.nanos(left));
        }
    }

    /** The operation waits for the line. */
    void queued() {
        Duration wait = given.options.queueWait();
        if (wait != null) {
            Deadlines.Deadline limit = given.deadlines.create(() -> waitedTooLong(wait));
            queue = limit;
            limit.at(given.now() + Durations.nanos(wait));
        }
    }

    /** The operation has had the line. */
    void written() {
        if (queue != null) {
            queue.clear();
        }
    }

    void clear() {
        written();
        if (all != null) {
            all.clear();
        }
    }

    private void waitedTooLong(Duration wait) {
        if (op.state() == Operation.State.QUEUED && !op.wasWritten()) {
            op.end(new AtTimeoutException(op.shown(), Phase.QUEUE, wait, Outcome.NOT_SENT));
        }
    }

    private void cutOff(Duration allowed) {
        AtTimeoutException late = new AtTimeoutException(op.shown(), Phase.DEADLINE, allowed, op.outcomeNow());
        AtException last = op.attempts.failure();
        if (last != null) {
            late.addSuppressed(last);
        }
        op.end(late);
    }
}
