package io.atflux.samples.modem.engine;

/** Takes the bytes after a command's prompt; none of them is part of a command line. */
interface Entry {

    /** Takes one byte. */
    void accept(byte b);

    /** All bytes received so far were taken. */
    void rearm();

    /** Ends the entry without its data. */
    void abandon();

    /** Whether this byte is echoed if ATE enables the echo. */
    boolean echoes(byte b);
}
