package io.atflux.link.internal.machine;

import java.time.Duration;

/** What is done on the line. One at a time; its successor begins after its end. */
public enum LineWork {
    /** Opens the line. */
    CONNECT(Duration.ofMinutes(5)),
    /** Finds the modem, and proves that it is in step. */
    SYNCHRONISE(Duration.ofMinutes(5)),
    /** Radio, SIM, access point. */
    INITIALISE(Duration.ofMinutes(10)),
    /** Waits for the network. */
    REGISTER(Duration.ofMinutes(5)),
    /** Asks for an IP address. */
    DIAL(Duration.ofMinutes(12)),
    /** Gives the IP address back, and asks for another one. */
    REDIAL(Duration.ofMinutes(15)),
    /** Switches the radio off and on. */
    RADIO(Duration.ofMinutes(2)),
    /** Restarts the module. */
    RESET(Duration.ofMinutes(2)),
    /** Calls the power hook. */
    POWER(Duration.ofMinutes(2)),
    /** Connects a client to its broker. */
    OPEN(Duration.ofMinutes(10)),
    /** Subscribes to all that is listened to. */
    SUBSCRIBE(Duration.ofMinutes(10)),
    /** Asks whether the module has connected by itself, until it says so or the time is over. */
    AWAIT_REOPEN(Duration.ofMinutes(2)),
    /** Closes a client's connection. */
    CLOSE(Duration.ofSeconds(10)),
    /** Asks the module whether it still has all that it had. */
    CHECK(Duration.ofMinutes(3)),
    /** Closes the clients' connections and the line. */
    TEAR_DOWN(Duration.ofSeconds(10));

    private final Duration limit;

    LineWork(Duration limit) {
        this.limit = limit;
    }

    /**
     * After this time it is cancelled, and has failed. Every rule of the vendor's guide fits in, after the end of a command that an earlier
     * one left unanswered: three dials and what remains of another one are 603 s.
     */
    public Duration limit() {
        return limit;
    }

    /** Whether it is a client's, and not the module's. */
    boolean isOfClient() {
        return this == OPEN || this == SUBSCRIBE || this == AWAIT_REOPEN || this == CLOSE;
    }
}
