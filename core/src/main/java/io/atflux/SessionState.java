package io.atflux;

/** The state of a session. Later releases may add one: a {@code switch} over states needs a default branch. */
public enum SessionState {
    /** In step, nothing in flight. */
    READY,
    /** In step, a command is in flight or holds the line. */
    BUSY,
    /**
     * A reply is owed, or a data entry may be open, or the module was restarted: the session waits and writes nothing.
     * {@link SessionEvent.DataEntryOpen} says for how long at most.
     */
    DRAINING,
    /** A reply is owed and did not come; the session resynchronises. */
    RESYNCING,
    /** Ended. */
    CLOSED
}
