package io.atflux.link.internal.machine;

import java.time.Duration;

/** The work on the line. One piece at a time; the next begins after its end. */
public enum LineWork {
    /** Opens the line. */
    CONNECT(Duration.ofMinutes(5)),
    /** Finds the modem and synchronises with it. */
    SYNCHRONISE(Duration.ofMinutes(5)),
    /** Radio, SIM, access point. */
    INITIALISE(Duration.ofMinutes(10)),
    /** Waits for the network. */
    REGISTER(Duration.ofMinutes(5)),
    /** Requests an IP address. */
    DIAL(Duration.ofMinutes(12)),
    /** Releases the IP address, and requests a new one. */
    REDIAL(Duration.ofMinutes(15)),
    /** Switches the radio off and on. */
    RADIO(Duration.ofMinutes(2)),
    /** Restarts the module. */
    RESET(Duration.ofMinutes(2)),
    /** Calls the power hook. */
    POWER(Duration.ofMinutes(2)),
    /** Connects a client to its broker. */
    OPEN(Duration.ofMinutes(10)),
    /** Subscribes to all filters with listeners. */
    SUBSCRIBE(Duration.ofMinutes(10)),
    /** Polls whether the module has reconnected automatically, until it has or the time is over. */
    AWAIT_REOPEN(Duration.ofMinutes(2)),
    /** Closes a client's connection. */
    CLOSE(Duration.ofSeconds(10)),
    /** Checks that the module still has its IP address and its connections. */
    CHECK(Duration.ofMinutes(3)),
    /** Closes the clients' connections and the line. */
    TEAR_DOWN(Duration.ofSeconds(10));

    private final Duration limit;

    LineWork(Duration limit) {
        this.limit = limit;
    }

    /**
     * The time limit, after which the work is cancelled and counts as failed. Every time limit of the vendor's guide fits within it, after
     * the end of an earlier unanswered command: three dials and the rest of an earlier one are 603 s.
     */
    public Duration limit() {
        return limit;
    }

    /** Whether it is a client's work, and not the module's. */
    boolean isOfClient() {
        return this == OPEN || this == SUBSCRIBE || this == AWAIT_REOPEN || this == CLOSE;
    }
}
