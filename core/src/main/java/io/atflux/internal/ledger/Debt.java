package io.atflux.internal.ledger;

import io.atflux.command.Settlement;
import org.jspecify.annotations.Nullable;

/**
 * A result code that is owed when a session ends.
 *
 * @param seat of an attempt that has no final result; null for others
 * @param dueIn nanoseconds until the attempt's own time is over; negative after that
 */
public record Debt(
        Sender origin, Settlement settlement, @Nullable Seat seat, long dueIn) {

    public Debt aged(long nanos) {
        return new Debt(origin, settlement, seat, dueIn - nanos);
    }
}
