package io.atflux.simulation;

import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;

/** A caller of an exclusive turn. */
final class TurnTicket {

    final Step.Exclusive step;
    boolean begun;
    /** The time of its first write. */
    long firstWrite;
    /** The session was told of a restart that lost its writes. */
    boolean restarted;
    /** Set when the session was told of a restart after it had written: the turn ends by then. */
    long endsBy = Long.MAX_VALUE;

    boolean over;
    int ends;

    @Nullable
    Disposable subscription;

    TurnTicket(Step.Exclusive step) {
        this.step = step;
    }
}
