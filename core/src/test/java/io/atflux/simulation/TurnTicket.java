package io.atflux.simulation;

import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;

/** A caller of an exclusive turn. */
final class TurnTicket {

    final Step.Exclusive step;
    boolean begun;
    /** When it wrote first. */
    long firstWrite;
    /** The session was told that what it wrote was lost by a restart. */
    boolean restarted;
    /** It had written when the session was told of a restart, which ends it then. */
    long endsBy = Long.MAX_VALUE;

    boolean over;
    int ends;

    @Nullable
    Disposable subscription;

    TurnTicket(Step.Exclusive step) {
        this.step = step;
    }
}
