package io.atflux;

/**
 * The commands that may use the line while an asynchronous command waits for its real end: {@link AtClient#discipline} for a
 * session, {@link io.atflux.command.AtCommand#discipline} for one command.
 */
public enum Discipline {
    /** The command keeps the line: nothing else is written until its result code arrives. The vendor's guide asks for this. */
    STRICT,
    /** All commands use the line: only the command's resource (the bearer, an MQTT client) stays locked. */
    INTERLEAVED
}
