package io.atflux.modem;

import io.atflux.command.AtReply;
import io.atflux.line.AtLine;
import io.atflux.line.Parameters;

/** Reading replies; what is thrown here reaches callers as a protocol error that names the command. */
final class Replies {

    private Replies() {}

    static Parameters parameters(AtReply reply, String name) {
        AtLine line = reply.line(name);
        if (line == null) {
            throw new IllegalArgumentException("no " + name + " line in the answer");
        }
        return line.parameters();
    }

    static int number(Parameters parameters, int index, String name) {
        return parameters
                .number(index)
                .orElseThrow(() -> new IllegalArgumentException(
                        "parameter " + (index + 1) + " of " + name + " is no number: " + parameters.text(index)));
    }
}
