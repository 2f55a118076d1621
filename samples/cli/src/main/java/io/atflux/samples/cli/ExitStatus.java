package io.atflux.samples.cli;

/** What the program's end says. */
public final class ExitStatus {

    public static final int OK = 0;
    /** The modem said no, or something failed. */
    public static final int FAILED = 1;
    /** The request itself was wrong. */
    public static final int USAGE = 2;
    /** No connection, or it was lost. */
    public static final int NO_CONNECTION = 3;

    private ExitStatus() {}
}
