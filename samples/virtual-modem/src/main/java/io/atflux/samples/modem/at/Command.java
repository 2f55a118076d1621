package io.atflux.samples.modem.at;

import java.util.List;

/**
 * One command of a command line.
 *
 * @param name in capitals, with its sign: {@code +CSQ}, {@code &F}, {@code E}; empty for a line of only {@code AT}
 * @param form how it was written
 * @param parameters of a set command; the number after a basic command as one raw parameter
 * @param tail the text after the name, unchanged, in ISO-8859-1
 */
public record Command(String name, Form form, List<Parameter> parameters, String tail) {

    public Command {
        parameters = List.copyOf(parameters);
    }

    /** The command without its parameters, which may hold secrets. */
    @Override
    public String toString() {
        return "AT" + name
                + switch (form) {
                    case EXECUTE -> "";
                    case READ -> "?";
                    case TEST -> "=?";
                    case SET -> "=…";
                };
    }
}
