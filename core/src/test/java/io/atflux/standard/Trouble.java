package io.atflux.standard;

/** A world's additional troubles beside slowness and lost connections. */
enum Trouble {
    /** The host changes E, Q, V and S4, and the modem loses these settings now and then. */
    SETTINGS,

    /** The modem restarts at any moment: silence, banners, the initial echo, and all input lost. */
    RESTARTS,

    /**
     * The modem searches for operators beside other commands, and answers the search when it is finished; its host is
     * not restarted.
     */
    OVERTAKING,

    /** Some commands announce the number of bytes that follow their prompt, and then any byte is data. */
    COUNTED_DATA,

    /** The host's own code throws any throwable. */
    THROWING,

    /** Time-outs and pauses that are zero, negative or endless. */
    DURATIONS
}
