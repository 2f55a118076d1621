package io.atflux.samples.cli;

/** The exit statuses of the program. */
public final class ExitStatus {

    public static final int OK = 0;
    /** The modem refused, or something failed. */
    public static final int FAILED = 1;
    /** The request was wrong. */
    public static final int USAGE = 2;
    /** No connection, or the connection was lost. */
    public static final int NO_CONNECTION = 3;

    private ExitStatus() {}
}
