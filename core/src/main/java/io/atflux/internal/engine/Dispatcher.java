package io.atflux.internal.engine;

import io.atflux.command.CommandSpec;
import io.atflux.error.AtException;
import io.atflux.error.AtOverflowException;
import io.atflux.error.AtUsageException;
import io.atflux.error.Outcome;
import io.atflux.internal.ledger.OwedReplies;
import io.atflux.internal.ledger.Prepared;
import io.atflux.internal.ledger.Seat;
import io.atflux.internal.lines.LineRegisters;
import io.atflux.internal.turn.CommandQueue;
import io.atflux.internal.turn.Turn;
import org.jspecify.annotations.Nullable;

/**
 * Accepts commands, and writes each as soon as it may be written. Only {@link #drain()} writes commands. Confined to the event
 * loop.
 */
final class Dispatcher {

    private final SessionCore core;
    private final OwedReplies owed;
    private final CommandQueue queue;
    private final WriteRights rights;
    /** Null if the module never sleeps. */
    private final @Nullable Waking waking;

    /** The last prepared command: a poller sends the same one repeatedly. Read and written by any thread. */
    private volatile @Nullable Prepared lastPrepared;

    private boolean draining;
    private boolean again;
    private int holders;

    Dispatcher(SessionCore core, CommandQueue queue, WriteRights rights) {
        this.core = core;
        this.owed = core.owed;
        this.queue = queue;
        this.rights = rights;
        this.waking = core.given.profile.sleepsAfter().isZero() ? null : new Waking(core);
    }

    /** The earliest time for a write, since the module may have to be woken before; now if it is awake. */
    long awakeAt() {
        return waking == null ? core.given.now() : waking.awakeAt();
    }

    boolean isLineHeld() {
        return rights.isLineHeld();
    }

    /**
     * A command prepared for this session's profile.
     *
     * @throws AtUsageException for a command that cannot be written
     */
    Prepared prepared(CommandSpec<?> command) {
        Prepared last = lastPrepared;
        if (last != null && last.isOf(command)) {
            return last;
        }
        Prepared made = Prepared.of(command, core.given.profile);
        LineRegisters.check(made.text.wire(), made.text.masked());
        lastPrepared = made;
        return made;
    }

    void submit(Operation<?> op) {
        Turn turn = op.turn;
        if (!core.standing.open) {
            core.end.refuse(op);
        } else if (turn != null && turn.isOver()) {
            op.turnEnded();
        } else if (queue.size() >= core.given.options.maxQueue()) {
            op.end(full(op.shown()));
        } else {
            queue.add(op);
            if (turn != null) {
                turn.live.add(op);
            }
            drain();
        }
    }

    AtException full(@Nullable String command) {
        return new AtOverflowException(
                AtOverflowException.Limit.QUEUE,
                "the queue is full: " + core.given.options.maxQueue() + " commands wait",
                command,
                Outcome.NOT_SENT);
    }

    void resubmit(Operation<?> op) {
        if (op.turn != null && op.turn.isOver()) {
            op.giveUp();
            return;
        }
        queue.addFirst(op);
        drain();
    }

    /** An operation has ended for its caller; the replies that it is owed remain. */
    void ended(Operation<?> op, Operation.State before) {
        if (before == Operation.State.QUEUED) {
            queue.remove(op);
        }
        if (op.turn != null) {
            op.turn.ended(op);
        }
        core.settlements.pending.ended(op);
        Seat current = core.flight.seat();
        if (current != null && current.op == op) {
            core.flight.callerLeft(current);
        }
    }

    /** Bytes arrived: called once for each read, before they are processed. */
    void bytesCame() {
        core.resync.bytesCame();
        if (waking != null) {
            waking.heard();
        }
        Opening opening = core.standing.opening();
        if (opening != null) {
            opening.words.bytesCame();
        }
    }

    /**
     * Lines are being processed. Nothing is written before the last of them: bytes that arrived before a command was written are
     * no answer to it.
     */
    void holdWrites() {
        holders++;
    }

    /** As {@link #releaseWrites}, but writes nothing. */
    void releaseForGood() {
        holders--;
    }

    void releaseWrites() {
        holders--;
        if (again) {
            drain();
        }
    }

    /** Writes everything that may be written now. */
    void drain() {
        if (draining || holders > 0) {
            again = true;
            return;
        }
        draining = true;
        try {
            do {
                again = false;
                writeNext();
            } while (again);
        } finally {
            draining = false;
        }
        core.turns.watch();
        core.given.counters.queued(queue.size());
        core.standing.update();
    }

    private boolean isLineFree() {
        return core.standing.open
                && core.flight.seat() == null
                && !core.resync.isActive()
                && !core.standing.isOpening()
                && (waking == null || !waking.isActive())
                && !rights.isLineHeld();
    }

    /** Whether the modem must be found first. */
    private boolean isPreceded(Operation<?> op) {
        Opening opening = core.standing.opening();
        return opening != null && opening.precedes(op);
    }

    /**
     * After a restart the queue yields no command that could start the proof: a command that waits for owed result codes is
     * released by it.
     */
    private void proveIfThatLetsOneOut() {
        if (core.standing.restarted && !owed.isEmpty() && queue.hasWaiting(rights::mayGoInStep)) {
            core.resync.begin(false);
        }
    }

    private void writeNext() {
        while (isLineFree()) {
            Operation<?> op = Operation.of(queue.next(rights));
            if (op == null) {
                proveIfThatLetsOneOut();
                return;
            }
            core.standing.quiet.beforeWrite();
            boolean sameRule = owed.letsResend(op);
            if (op.isTooLate()) {
                op.giveUp();
            } else if (op.isProof() && core.standing.proven && owed.isEmpty()) {
                op.proven();
            } else if (op.isProof() && owed.isEmpty()) {
                owed.suspectOthers();
                owed.drainUntil(core.given.now());
                queue.addFirst(op);
            } else if (core.resync.isDataEntrySuspected() || (!owed.isEmpty() && !sameRule)) {
                queue.addFirst(op);
                core.resync.begin(sameRule);
            } else if ((waking != null && waking.precedes()) || isPreceded(op)) {
                queue.addFirst(op);
            } else {
                core.flight.write(op);
            }
        }
    }
}
