package io.atflux.internal.turn;

import io.atflux.AtSession;
import io.atflux.error.AtException;
import org.jspecify.annotations.Nullable;

/** What turns need of the session that they are on. In a caller's Reactor context it is the key of the turn that runs. */
public interface TurnHost {

    boolean isOpen();

    /** Runs the task on the event loop, behind the session's guard. Any thread. */
    void onLoop(Runnable task);

    /** Writes whatever may be written now. */
    void drain();

    /** @param command what finds no place in the queue; null for a turn */
    AtException full(@Nullable String command);

    /** What a turn of a session that has ended is refused with. */
    AtException ended();

    /** The session whose commands belong to the turn. */
    AtSession within(Turn turn);
}
