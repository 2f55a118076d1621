package io.atflux.link.internal.machine;

/** The kinds of events that have columns in the tables. The end of work or of a timer has its row by the work or timer that ends. */
enum Kind {
    // Of the module
    START,
    STOP,
    LOOK_AGAIN,
    WAITED,
    LINE_LOST,
    RESTARTED,
    SIM_GONE,
    SIM_BACK,
    NETWORK_FOUND,
    BEARER_LOST,
    CHECK_DUE,
    // Of a client
    WANTED,
    UNWANTED,
    CLIENT_WAITED,
    STABLE,
    BROKEN,
    OPENED_BY_ITSELF,
    DOUBTED;

    boolean isOfClient() {
        return compareTo(WANTED) >= 0;
    }

    static Kind of(Event event) {
        if (event instanceof Event.Start) {
            return START;
        } else if (event instanceof Event.Stop) {
            return STOP;
        } else if (event instanceof Event.LookAgain) {
            return LOOK_AGAIN;
        } else if (event instanceof Event.LineLost) {
            return LINE_LOST;
        } else if (event instanceof Event.Restarted) {
            return RESTARTED;
        } else if (event instanceof Event.SimGone) {
            return SIM_GONE;
        } else if (event instanceof Event.SimBack) {
            return SIM_BACK;
        } else if (event instanceof Event.NetworkFound) {
            return NETWORK_FOUND;
        } else if (event instanceof Event.BearerLost) {
            return BEARER_LOST;
        } else if (event instanceof Event.ClientWanted) {
            return WANTED;
        } else if (event instanceof Event.ClientUnwanted) {
            return UNWANTED;
        } else if (event instanceof Event.Broken) {
            return BROKEN;
        } else if (event instanceof Event.OpenedByItself) {
            return OPENED_BY_ITSELF;
        } else if (event instanceof Event.Doubted) {
            return DOUBTED;
        }
        throw new IllegalArgumentException("no column for " + event);
    }

    /** The client of an event; 0 for none. */
    static int client(Event event) {
        if (event instanceof Event.ClientWanted wanted) {
            return wanted.client();
        } else if (event instanceof Event.ClientUnwanted unwanted) {
            return unwanted.client();
        } else if (event instanceof Event.Broken broken) {
            return broken.client();
        } else if (event instanceof Event.OpenedByItself opened) {
            return opened.client();
        }
        return event instanceof Event.Doubted doubted ? doubted.client() : 0;
    }
}
