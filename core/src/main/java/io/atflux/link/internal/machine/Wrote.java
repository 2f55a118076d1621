package io.atflux.link.internal.machine;

/** The last request before a break of a connection, as a possible reason. */
public enum Wrote {
    /** Nothing was written: another device, or the network, ended the connection. */
    NOTHING,
    /** A request that the broker confirmed, or whose confirmation is unknown: the break has no known reason. */
    UNCLEAR,
    /** A subscribe without an answer. */
    SUBSCRIBE,
    /** A publish without an answer. */
    PUBLISH
}
