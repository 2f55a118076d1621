package io.atflux.samples.modem.engine;

/** Ends a command with an error result. */
public final class CommandException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ExtendedError error;

    /** Ends the command that runs with this error. */
    public CommandException(ExtendedError error) {
        super(error.text(), null, false, false);
        this.error = error;
    }

    /** What is printed. */
    public ExtendedError error() {
        return error;
    }
}
