package io.atflux;

/**
 * Who has the line while an asynchronous command waits for its real end: {@link AtClient#discipline} for a session,
 * {@link io.atflux.command.AtCommand#discipline} for one command.
 */
public enum Discipline {
    /** The command: nothing else is written until its result code came. What the vendor's guide asks for. */
    STRICT,
    /** Everybody: only the command's resource (the bearer, an MQTT client) stays locked. */
    INTERLEAVED
}
