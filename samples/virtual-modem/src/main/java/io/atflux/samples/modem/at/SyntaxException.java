package io.atflux.samples.modem.at;

/** A syntax error in a command line. */
public final class SyntaxException extends Exception {

    private static final long serialVersionUID = 1L;

    SyntaxException(String message) {
        super(message);
    }
}
