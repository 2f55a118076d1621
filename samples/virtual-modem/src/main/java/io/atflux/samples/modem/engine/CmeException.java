package io.atflux.samples.modem.engine;

/** Ends a command with an error result. */
public final class CmeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final CmeError error;

    /** Ends the command that runs with this error. */
    public CmeException(CmeError error) {
        super(error.text(), null, false, false);
        this.error = error;
    }

    /** What is printed. */
    public CmeError error() {
        return error;
    }
}
