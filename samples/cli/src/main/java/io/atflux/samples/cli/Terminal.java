package io.atflux.samples.cli;

import java.io.PrintStream;

/** Whether the process's streams are connected to a terminal. */
public final class Terminal {

    private Terminal() {}

    /**
     * Whether the stream is the process's standard output or standard error, and is connected to a terminal. Java
     * reports only on input and output together, so a program whose input is a file counts as having no terminal.
     * ({@link Start} selects the console that reports this in each Java version.)
     */
    public static boolean is(PrintStream stream) {
        return (stream == System.out || stream == System.err) && System.console() != null;
    }
}
