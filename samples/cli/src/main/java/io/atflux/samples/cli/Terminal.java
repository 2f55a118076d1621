package io.atflux.samples.cli;

import java.io.PrintStream;

/** Whether the process's streams are a terminal's. */
public final class Terminal {

    private Terminal() {}

    /**
     * Whether it is the process's standard output, or its standard error, and that is a terminal. Java tells of input and output together
     * only, so that a program whose input is a file has none. ({@link Start} asks for the console that says so in each Java.)
     */
    public static boolean is(PrintStream stream) {
        return (stream == System.out || stream == System.err) && System.console() != null;
    }
}
