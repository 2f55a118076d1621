package io.atflux.link.internal.machine;

/** The last request before a connection broke, as far as it may be the reason. */
public enum Wrote {
    /** Nothing was written: another device, or the network, ended the connection. */
    NOTHING,
    /** A request that the broker confirmed, or it is not known which: the break has no known reason. */
    UNCLEAR,
    /** A subscribe without an answer. */
    SUBSCRIBE,
    /** A publish without an answer. */
    PUBLISH
}
