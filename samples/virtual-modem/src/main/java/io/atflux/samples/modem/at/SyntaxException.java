package io.atflux.samples.modem.at;

/** A command line that the lexer cannot read. */
public final class SyntaxException extends Exception {

    private static final long serialVersionUID = 1L;

    SyntaxException(String message) {
        super(message);
    }
}
