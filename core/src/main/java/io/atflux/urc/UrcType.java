package io.atflux.urc;

import io.atflux.line.AtLine;
import io.atflux.line.LineShape;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One kind of unsolicited result code: the shape of its line, and its event. Immutable.
 *
 * @param <T> the event
 */
public final class UrcType<T> {

    private final LineShape shape;
    private final Function<? super AtLine, ? extends @Nullable T> decoder;

    private UrcType(LineShape shape, Function<? super AtLine, ? extends @Nullable T> decoder) {
        this.shape = shape;
        this.decoder = decoder;
    }

    /**
     * A line that is decoded to an event.
     *
     * @param shape the shape that the line must have
     * @param decoder turns a line of that shape into an event, null for none; a line for which it throws is reported as
     *     unclassified
     */
    public static <T> UrcType<T> of(LineShape shape, Function<? super AtLine, ? extends @Nullable T> decoder) {
        return new UrcType<>(shape, decoder);
    }

    /** A line that is delivered unchanged. */
    public static UrcType<AtLine> of(LineShape shape) {
        return of(shape, Function.identity());
    }

    /** The shape that the line must have. */
    public LineShape shape() {
        return shape;
    }

    /** The function that turns a line of that shape into an event. */
    public Function<? super AtLine, ? extends @Nullable T> decoder() {
        return decoder;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof UrcType<?> type && shape.equals(type.shape) && decoder.equals(type.decoder);
    }

    @Override
    public int hashCode() {
        return Objects.hash(shape, decoder);
    }

    @Override
    public String toString() {
        return shape.toString();
    }
}
