package io.atflux.internal.ledger;

import io.atflux.command.Settlement;
import org.jspecify.annotations.Nullable;

/**
 * A result code that is owed when a session ends.
 *
 * @param seat the seat of an attempt without a final result; null for others
 * @param dueIn nanoseconds until the attempt's own time is over; negative afterwards
 */
public record Debt(
        Sender origin, Settlement settlement, @Nullable Seat seat, long dueIn) {

    public Debt aged(long nanos) {
        return new Debt(origin, settlement, seat, dueIn - nanos);
    }
}
