package io.atflux.link;

/** The rungs of the recovery ladder, mildest first. If a rung does not repair a cause, the link takes the next rung that can. */
public enum Rung {
    /** The link connects to the broker again. */
    REOPEN,
    /** The link releases the IP address and requests a new one. */
    REDIAL,
    /** The link switches the radio off and on (27.007 8.2). */
    RADIO,
    /** The link restarts the module by a command. */
    RESET,
    /** The user's hook switches the modem's power off and on. */
    POWER
}
