package io.atflux.samples.modem.engine;

/** What a command takes after a prompt; none of it is part of a command line. */
interface Entry {

    /** Takes one byte. */
    void accept(byte b);

    /** All that has come so far was taken. */
    void rearm();

    /** Ends it without its data. */
    void abandon();

    /** Whether this byte is echoed while ATE says that anything is. */
    boolean echoes(byte b);
}
