package io.atflux.samples.benchmarks.command;

/** Sends {@code AT+CSQ} on each of its lines, and again as soon as the answer arrives, until it is stopped. */
interface Contender extends AutoCloseable {

    /** Starts all lines. */
    void go();

    /** Stops all lines; returns after the last answer. */
    void halt();

    /** Timers armed on its loop since the beginning. */
    default long timers() {
        return 0;
    }

    /** Tasks handed to its loop since the beginning. */
    default long tasks() {
        return 0;
    }

    @Override
    void close();
}
