package io.atflux.internal.turn;

import io.atflux.AtSession;
import io.atflux.error.AtException;
import org.jspecify.annotations.Nullable;

/** The functions of a session that turns need. In a caller's Reactor context it is the key of the running turn. */
public interface TurnHost {

    boolean isOpen();

    /** Runs the task on the event loop, with the session's handling of exceptions. Any thread. */
    void onLoop(Runnable task);

    /** Writes everything that may be written now. */
    void drain();

    /** @param command the command that does not fit into the queue; null for a turn */
    AtException full(@Nullable String command);

    /** The error that refuses a turn of an ended session. */
    AtException ended();

    /** The session that assigns its commands to the turn. */
    AtSession within(Turn turn);
}
