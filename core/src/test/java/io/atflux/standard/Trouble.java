package io.atflux.standard;

/** What a world has beside slowness and lost connections. */
enum Trouble {
    /** The host changes E, Q, V and S4, and the modem forgets it now and then. */
    SETTINGS,

    /** The modem starts anew in the middle of whatever it is at: silence, banners, echo as at first, all that it was sent forgotten. */
    RESTARTS,

    /** The modem searches for operators beside everything else, and answers that when it is done; its host is not started anew. */
    OVERTAKING,

    /** Some commands announce how many bytes follow their prompt, and any byte is data then. */
    COUNTED_DATA,

    /** The host's own code throws whatever can be thrown. */
    THROWING,

    /** Time-outs and pauses of nothing, of less than nothing, and for ever. */
    DURATIONS
}
