package io.atflux.internal.turn;

import io.atflux.internal.failure.Loss;
import org.jspecify.annotations.Nullable;

/** Somebody waits for its end, and hears of it once. Confined to the event loop. */
public abstract class Live {

    @Nullable
    Live before;

    @Nullable
    Live after;

    boolean linked;

    /** The session ended: frees what it holds, and tells. */
    public abstract void sever(Loss loss);

    /** Tells whoever waits, and does nothing else: for one whose {@link #sever} failed. */
    public abstract void tell(Loss loss);
}
