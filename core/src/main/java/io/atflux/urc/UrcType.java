package io.atflux.urc;

import io.atflux.line.AtLine;
import io.atflux.line.LineShape;
import java.util.function.Function;

/**
 * One kind of unsolicited result code: how its line looks, and what it is turned into.
 *
 * @param shape what the line must look like
 * @param decoder turns a line of that shape into an event; a line that it throws on is reported as unclassified
 * @param textPayload whether the line ends in text of unknown length, which may go on in lines without a lead of their own
 * @param <T> the event
 */
public record UrcType<T>(LineShape shape, Function<AtLine, T> decoder, boolean textPayload) {

    /** A line that is turned into an event. */
    public static <T> UrcType<T> of(LineShape shape, Function<AtLine, T> decoder) {
        return new UrcType<>(shape, decoder, false);
    }

    /** A line as it stands. */
    public static UrcType<AtLine> of(LineShape shape) {
        return of(shape, Function.identity());
    }

    /** The same type, ending in text of unknown length. */
    public UrcType<T> withTextPayload() {
        return new UrcType<>(shape, decoder, true);
    }
}
