package io.atflux.link.internal.machine;

import io.atflux.link.Rung;

/** The depth of a failure: the first step of its repair. */
enum Depth {
    /** The line itself. */
    LINE(LineWork.CONNECT, Rung.RESET),
    /** The modem on the line. */
    MODEM(LineWork.SYNCHRONISE, Rung.REDIAL),
    /** Radio, SIM, access point. */
    SETUP(LineWork.INITIALISE, Rung.REDIAL),
    /** The network. The radio may have been switched off. */
    NETWORK(LineWork.INITIALISE, Rung.REDIAL),
    /** The IP address. */
    BEARER(LineWork.DIAL, Rung.REDIAL),
    /** The broker. */
    BROKER(LineWork.OPEN, Rung.REOPEN);

    private final LineWork work;
    private final Rung own;

    Depth(LineWork work, Rung own) {
        this.work = work;
        this.own = own;
    }

    /** The work that is retried. */
    LineWork work() {
        return work;
    }

    /** The highest rung that a retry stands for, or that cannot be taken at this depth, such as a restart by a command without a line. */
    Rung own() {
        return own;
    }

    /** The depth of a piece of work. */
    static Depth of(LineWork work) {
        return switch (work) {
            case CONNECT, POWER, TEAR_DOWN -> LINE;
            case SYNCHRONISE, RESET, CHECK -> MODEM;
            case INITIALISE, RADIO -> SETUP;
            case REGISTER -> NETWORK;
            case DIAL, REDIAL -> BEARER;
            case OPEN, SUBSCRIBE, AWAIT_REOPEN, CLOSE -> BROKER;
        };
    }
}
