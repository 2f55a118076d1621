package io.atflux.link.internal.machine;

import java.time.Duration;

/** Something to be done. An effect never gets another component. */
public sealed interface Effect {

    /**
     * Do this, and tell {@link Event.Ended} of this number.
     *
     * @param client whose work it is; 0 for the module's
     */
    record Begin(long id, LineWork work, int client) implements Effect {}

    /** Give this up; {@link Event.Ended} still comes, of any result. */
    record Cancel(long id) implements Effect {}

    /** Tell {@link Event.TimerEnded} of this number after this time. */
    record Timer(long id, Duration after) implements Effect {}

    /** Forget this timer. */
    record Forget(long id) implements Effect {}

    /** Close the line, whatever is under way. Nothing is told of it. */
    record DropLine() implements Effect {}
}
