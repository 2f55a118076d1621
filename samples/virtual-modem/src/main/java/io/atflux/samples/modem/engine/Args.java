package io.atflux.samples.modem.engine;

import io.atflux.samples.modem.at.Parameter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The parameters of a command, checked as they are read. A wrong one ends the command with the error of its family. */
public final class Args {

    private static final Parameter EMPTY = new Parameter.Empty();

    private final List<Parameter> parameters;
    private final ExtendedError wrong;
    private final boolean cutAtNul;

    Args(List<Parameter> parameters, ExtendedError wrong, boolean cutAtNul) {
        this.parameters = parameters;
        this.wrong = wrong;
        this.cutAtNul = cutAtNul;
    }

    /** The number of parameters, including empty ones. */
    public int count() {
        return parameters.size();
    }

    /** Refuses fewer or more parameters than these. */
    public Args count(int min, int max) {
        if (parameters.size() < min || parameters.size() > max) {
            throw invalid();
        }
        return this;
    }

    /** Whether the parameter is present and not empty. */
    public boolean has(int index) {
        return !(get(index) instanceof Parameter.Empty);
    }

    /** Whether the parameter is quoted. */
    public boolean isText(int index) {
        return get(index) instanceof Parameter.Text;
    }

    /** An unquoted whole number within its range. */
    public int number(int index, int min, int max) {
        if (get(index) instanceof Parameter.Raw raw && raw.text().matches("\\d{1,9}")) {
            int value = Integer.parseInt(raw.text());
            if (value >= min && value <= max) {
                return value;
            }
        }
        throw invalid();
    }

    /** An unquoted whole number within its range, or the default if the parameter is absent. */
    public int number(int index, int min, int max, int otherwise) {
        return has(index) ? number(index, min, max) : otherwise;
    }

    /** A quoted string within its length in bytes. */
    public byte[] bytes(int index, int min, int max) {
        return bytes(index, min, max, false);
    }

    /** A string within its length in bytes; it must be quoted unless {@code unquoted}. */
    public byte[] bytes(int index, int min, int max, boolean unquoted) {
        byte[] value;
        if (get(index) instanceof Parameter.Text text) {
            value = cut(text.bytes());
        } else if (unquoted && get(index) instanceof Parameter.Raw raw) {
            value = raw.text().getBytes(StandardCharsets.ISO_8859_1);
        } else {
            throw invalid();
        }
        if (value.length < min || value.length > max) {
            throw invalid();
        }
        return value;
    }

    /** A quoted string as ISO-8859-1. */
    public String text(int index, int min, int max) {
        return new String(bytes(index, min, max), StandardCharsets.ISO_8859_1);
    }

    /** A string, quoted or not. */
    public String either(int index, int max) {
        return new String(bytes(index, 0, max, true), StandardCharsets.ISO_8859_1);
    }

    /** The error for a wrong parameter. */
    public CommandException invalid() {
        return new CommandException(wrong);
    }

    private byte[] cut(byte[] value) {
        if (cutAtNul) {
            for (int i = 0; i < value.length; i++) {
                if (value[i] == 0) {
                    return Arrays.copyOf(value, i);
                }
            }
        }
        return value;
    }

    private Parameter get(int index) {
        return index < parameters.size() ? parameters.get(index) : EMPTY;
    }
}
