package io.atflux.internal.engine;

import io.atflux.command.FinalResult;
import io.atflux.command.Settlement;
import io.atflux.command.Settlement.Verdict;
import io.atflux.error.AtTimeoutException.Phase;
import io.atflux.internal.ledger.PendingOperations;
import io.atflux.internal.ledger.PendingOperations.Settled;
import io.atflux.internal.ledger.Seat;
import io.atflux.internal.ledger.Sender;
import io.atflux.line.AtLine;
import io.atflux.observe.LineEvent.Kind;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Signals to operations the result codes that follow OK. Confined to the event loop. */
final class Settlements {

    final PendingOperations pending;
    private final SessionCore core;

    Settlements(SessionCore core) {
        this.core = core;
        this.pending = new PendingOperations(core.given, this::expired);
    }

    private void expired(@Nullable Sender waiting, Duration waited) {
        Operation<?> op = Operation.of(waiting);
        if (op != null) {
            op.attempts.timedOut(Phase.URC, waited, List.of());
        }
        core.drain();
    }

    /** The modem executes the operation without another write: waits for its result code. */
    void hold(Operation<?> op) {
        Settlement settlement = op.command.settlement();
        if (settlement != null) {
            // Nothing new was written: the next result code answers the former write.
            pending.notOwed(op);
            pending.accepted(op, settlement);
            pending.hold(op, settlement);
        }
        core.drain();
    }

    /** @return whether the line is the result code of a pending operation */
    boolean take(AtLine line) {
        Settled settled = pending.settle(line, inFlight());
        if (settled == null) {
            return false;
        }
        core.belongs(line, Kind.RESULT, settled.origin().prepared(), settled.origin());
        Operation<?> op = Operation.of(settled.ends());
        if (settled.verdict() == Verdict.PROGRESS) {
            if (op != null) {
                op.attempts.progressed(line);
            }
            return true;
        }
        if (op == null) {
            core.given.events.lateUrc(settled.origin(), line);
        } else {
            op.attempts.settled(line, settled.verdict());
        }
        core.drain();
        return true;
    }

    /** Whether the line could not equally end another operation of the seat's kind. */
    boolean isOfOneKey(Seat seat, AtLine line) {
        Settlement settlement = seat.settlement();
        return settlement != null && pending.isOfOneKey(settlement, inFlight(), line);
    }

    private @Nullable Settlement inFlight() {
        Seat seat = core.flight.seat();
        return seat == null ? null : seat.settlement();
    }

    /** @return whether the error, which arrived without a command in flight, ends an operation that waits for its result code */
    boolean takeError(FinalResult result, AtLine line) {
        Operation<?> op = result.isOk() ? null : Operation.of(pending.endedByError());
        if (op == null) {
            return false;
        }
        core.belongs(line, Kind.FINAL, op.prepared, op);
        op.attempts.errorAfterOk(result);
        core.drain();
        return true;
    }
}
