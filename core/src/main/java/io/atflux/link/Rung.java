package io.atflux.link;

/** The rungs of the ladder of recovery, from the gentlest. What one does not mend, the next one that can mend it is tried for. */
public enum Rung {
    /** The broker is connected to again. */
    REOPEN,
    /** The IP address is given back, and asked for again. */
    REDIAL,
    /** The radio is switched off and on (27.007 8.2). */
    RADIO,
    /** The module is restarted by a command. */
    RESET,
    /** The user's own hook takes the modem's power away and gives it back. */
    POWER
}
