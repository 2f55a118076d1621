package io.atflux.urc;

import io.atflux.line.AtLine;
import io.atflux.line.LineShape;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One kind of unsolicited result code: how its line looks, and what it is turned into.
 *
 * @param shape what the line must look like
 * @param decoder turns a line of that shape into an event, null for none; a line that it throws on is reported as unclassified
 * @param <T> the event
 */
public record UrcType<T>(LineShape shape, Function<? super AtLine, ? extends @Nullable T> decoder) {

    /** A line that is turned into an event. */
    public static <T> UrcType<T> of(LineShape shape, Function<? super AtLine, ? extends @Nullable T> decoder) {
        return new UrcType<>(shape, decoder);
    }

    /** A line as it stands. */
    public static UrcType<AtLine> of(LineShape shape) {
        return of(shape, Function.identity());
    }
}
