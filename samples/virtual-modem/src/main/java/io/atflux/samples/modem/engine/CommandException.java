package io.atflux.samples.modem.engine;

/** Ends a command with an error result. */
public final class CommandException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ExtendedError error;

    /** Ends the running command with this error. */
    public CommandException(ExtendedError error) {
        super(error.text(), null, false, false);
        this.error = error;
    }

    /** The error to print. */
    public ExtendedError error() {
        return error;
    }
}
