package io.atflux.link.internal.machine;

/** What had been sent shortly before a connection broke. */
public enum Wrote {
    /** Nothing: somebody else's doing. */
    NOTHING,
    /** Something that the broker confirmed: it was not the reason, and nothing says who was. */
    ANSWERED,
    /** Something that the broker did not answer, unless by breaking the connection. */
    UNANSWERED
}
