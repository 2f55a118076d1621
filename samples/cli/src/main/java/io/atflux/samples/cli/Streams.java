package io.atflux.samples.cli;

import java.io.InputStream;
import java.io.PrintStream;

/** The streams of the program. */
public record Streams(InputStream in, PrintStream out, PrintStream err) {

    /** The streams of the process. */
    public static Streams ofProcess() {
        return new Streams(System.in, System.out, System.err);
    }
}
