package io.atflux.command;

/** Which queue a command waits in. */
public enum Lane {
    /** Overtakes everything that waits in the normal lane. */
    CONTROL,
    /** First come, first served. */
    NORMAL
}
