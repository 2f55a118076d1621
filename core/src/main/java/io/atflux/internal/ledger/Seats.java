package io.atflux.internal.ledger;

import io.atflux.line.AtLine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Operations on several seats. Static: a list costs an idle session nothing. */
final class Seats {

    private Seats() {}

    /** Appends to the list, which is created for the first entry. */
    static List<Seat> with(List<Seat> some, Collection<Seat> more) {
        if (more.isEmpty()) {
            return some;
        }
        List<Seat> all = some.isEmpty() ? new ArrayList<>(1) : some;
        all.addAll(more);
        return all;
    }

    /** The first seat that claims the line; null for none. */
    static @Nullable Seat claimer(Collection<Seat> some, AtLine line) {
        for (Seat seat : some) {
            if (seat.claims(line)) {
                return seat;
            }
        }
        return null;
    }
}
