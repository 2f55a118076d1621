package io.atflux.command;

import io.atflux.line.Parameters;
import java.util.Objects;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * An information line, or a result code that a profile declares ({@link io.atflux.profile.Framing.Builder#counted}), that carries
 * a number of bytes which it announces, as {@code +MQTTREAD: 1,0,5,9,"topic","payload"}. The bytes are read by count, so line
 * ends, quotes and result codes within them have no meaning. Immutable.
 */
public final class CountedAnswer {

    private final String name;
    private final int header;
    private final ToIntFunction<Parameters> length;

    private CountedAnswer(String name, int header, ToIntFunction<Parameters> length) {
        this.name = name;
        this.header = header;
        this.length = length;
    }

    /**
     * A line whose bytes are counted.
     *
     * @param name the line's name, {@code +MQTTREAD}
     * @param header how many parameters stand before the counted bytes
     * @param length from those parameters to the number of bytes after the last header comma, quotes included. If it gives a
     *     negative number, or throws, the line is read as any other
     */
    public static CountedAnswer of(String name, int header, ToIntFunction<Parameters> length) {
        return new CountedAnswer(name, header, length);
    }

    /** The line's name. */
    public String name() {
        return name;
    }

    /** How many parameters stand before the counted bytes. */
    public int header() {
        return header;
    }

    /** The function from those parameters to the number of bytes. */
    public ToIntFunction<Parameters> length() {
        return length;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CountedAnswer c && name.equals(c.name) && header == c.header && length.equals(c.length);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, header, length);
    }

    @Override
    public String toString() {
        return name + ": " + header + " parameters, then counted bytes";
    }
}
