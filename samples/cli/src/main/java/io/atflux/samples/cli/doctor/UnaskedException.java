package io.atflux.samples.cli.doctor;

/** A recording lacks the answer to a command. */
final class UnaskedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    UnaskedException(String command) {
        super("the recording has no answer to " + command);
    }
}
