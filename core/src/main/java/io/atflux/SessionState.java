package io.atflux;

/** Where a session stands. */
public enum SessionState {
    /** In step, nothing in flight. */
    READY,
    /** In step, a command is in flight or holds the line. */
    BUSY,
    /** A reply is owed; the session waits for it. */
    DRAINING,
    /** A reply is owed and did not come; the session finds back into step. */
    RESYNCING,
    /** Ended. */
    CLOSED
}
