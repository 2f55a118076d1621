package io.atflux.internal.turn;

import io.atflux.internal.failure.Loss;
import org.jspecify.annotations.Nullable;

/** A command or turn with a subscriber that receives its end exactly once. Confined to the event loop. */
public abstract class Live {

    @Nullable
    Live before;

    @Nullable
    Live after;

    boolean linked;

    /** The session ended: releases what it holds, and signals the loss. */
    public abstract void sever(Loss loss);

    /** Only signals the loss to the subscriber: called if {@link #sever} failed. */
    public abstract void tell(Loss loss);
}
