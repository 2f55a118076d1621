package io.atflux.command;

/** The queue in which a command waits. */
public enum Lane {
    /** Overtakes all commands in the normal lane. */
    CONTROL,
    /** First come, first served. */
    NORMAL
}
