package io.atflux.link.internal.machine;

import java.time.Duration;

/** An action for the driver. An effect never gets another component. */
public sealed interface Effect {

    /**
     * Begin this work, and report {@link Event.Ended} with this number.
     *
     * @param client the client of the work; 0 for the module
     */
    record Begin(long id, LineWork work, int client) implements Effect {}

    /** Cancel this work; {@link Event.Ended} still follows, with any result. */
    record Cancel(long id) implements Effect {}

    /** Report {@link Event.TimerEnded} with this number after this time. */
    record Timer(long id, Duration after) implements Effect {}

    /** Cancel this timer. */
    record Forget(long id) implements Effect {}

    /** Close the line and abandon its work. No event follows. */
    record DropLine() implements Effect {}
}
