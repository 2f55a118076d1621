package io.atflux.line;

import io.atflux.internal.foreign.Foreign;
import io.atflux.line.Parameters.Kind;
import java.util.function.Predicate;

/**
 * The form of a line: a name, or a whole text, and the number and kind of its parameters. Shapes tell an answer from an
 * unsolicited result code of the same name: {@code +CREG: 0,1} answers a query, {@code +CREG: 1} reports a change.
 */
public final class LineShape {

    private static final Predicate<Parameters> ANY = parameters -> true;

    private final String name;
    private final boolean whole;
    private final Predicate<Parameters> test;

    private LineShape(String name, boolean whole, Predicate<Parameters> test) {
        this.name = name;
        this.whole = whole;
        this.test = test;
    }

    /** Any line. */
    public static LineShape any() {
        return named("");
    }

    /**
     * Any line {@code NAME: …}; the name includes its prefix, {@code +CSQ}.
     *
     * @throws IllegalArgumentException for a name that ends with the colon, which would fit no line
     */
    public static LineShape named(String name) {
        if (name.endsWith(":")) {
            throw new IllegalArgumentException("a line's name stands without its colon: "
                    + name.substring(0, name.length() - 1) + " and not " + name);
        }
        return new LineShape(name, false, ANY);
    }

    /** Exactly this line, apart from trailing blanks: a banner such as {@code AT command ready}. */
    public static LineShape whole(String text) {
        return new LineShape(text, true, ANY);
    }

    /** Restricts the shape to a number of parameters. */
    public LineShape withParameters(int least, int most) {
        return where(p -> p.size() >= least && p.size() <= most);
    }

    /** Restricts the shape to a parameter's kind. */
    public LineShape withKind(int index, Kind kind) {
        return where(p -> p.kind(index) == kind);
    }

    /**
     * Restricts the shape by a further test. A line for which the test throws does not have the shape; the log reports the
     * exception.
     */
    public LineShape where(Predicate<Parameters> further) {
        Predicate<Parameters> before = test;
        return new LineShape(
                name, whole, p -> before.test(p) && Foreign.test("the test of a line's shape", further, p));
    }

    /** The name, or the whole text; empty for any line. */
    public String name() {
        return name;
    }

    /** Whether the line has this shape. */
    public boolean matches(AtLine line) {
        return whole
                ? line.text().stripTrailing().equals(name)
                : (name.isEmpty() || line.isNamed(name)) && (test == ANY || test.test(line.parameters()));
    }

    @Override
    public String toString() {
        return whole ? name : name + ": …";
    }
}
