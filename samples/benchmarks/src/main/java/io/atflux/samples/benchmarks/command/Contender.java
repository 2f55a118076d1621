package io.atflux.samples.benchmarks.command;

/** Somebody who sends {@code AT+CSQ} on each of its lines, and again as soon as the answer is there, while it is told to. */
interface Contender extends AutoCloseable {

    /** All lines send from now on. */
    void go();

    /** Nobody sends again; returns when the last answer is there. */
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
