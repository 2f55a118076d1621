package io.atflux.link.internal.machine;

import io.atflux.link.Rung;

/** How deep a failure is: what is done first to get over it. */
enum Depth {
    /** The line itself. */
    LINE(LineWork.CONNECT, Rung.RESET),
    /** The modem on it. */
    MODEM(LineWork.SYNCHRONISE, Rung.REDIAL),
    /** Radio, SIM, access point. */
    SETUP(LineWork.INITIALISE, Rung.REDIAL),
    /** The network. Somebody may have switched the radio off. */
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

    /** What is tried again. */
    LineWork work() {
        return work;
    }

    /** The highest rung that trying again stands for; or that cannot be taken from here, as a restart by a command without a line. */
    Rung own() {
        return own;
    }

    /** The depth that a piece of work fails at. */
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
