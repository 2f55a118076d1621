package io.atflux.samples.cli;

import java.io.InputStream;
import java.io.PrintStream;

/** Where the program reads and writes. */
public record Streams(InputStream in, PrintStream out, PrintStream err) {

    /** The process's own. */
    public static Streams ofProcess() {
        return new Streams(System.in, System.out, System.err);
    }
}
