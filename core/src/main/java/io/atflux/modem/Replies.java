package io.atflux.modem;

import io.atflux.line.Parameters;

/** Reads replies; an exception from here reaches callers as a protocol error that names the command. */
final class Replies {

    private Replies() {}

    static int number(Parameters parameters, int index, String name) {
        return parameters
                .number(index)
                .orElseThrow(() -> new IllegalArgumentException(
                        "parameter " + (index + 1) + " of " + name + " is no number: " + parameters.text(index)));
    }
}
