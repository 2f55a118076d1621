package io.atflux.internal.codec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lines whose bytes are counted: those that are awaited, and those of the line that is being read. Mostly there are none. */
final class CountedLines {

    private static final CountedLine[] NONE = {};

    private CountedLine[] armed = NONE;
    /** Whoever wanted one may be gone before its end. */
    private CountedLine[] reading = NONE;

    /** @param idle whether no line has begun, so that the lines apply to the next one */
    void arm(List<CountedLine> lines, boolean idle) {
        armed = lines.isEmpty() ? NONE : lines.toArray(NONE);
        if (idle) {
            reading = armed;
        }
    }

    void promptTaken() {
        reading = armed;
    }

    void startLine() {
        reading = armed;
        for (CountedLine line : reading) {
            line.reset();
        }
    }

    /** The counted line that matches the line so far; null for none. */
    @Nullable
    CountedLine of(LineBuffer begun) {
        for (CountedLine line : reading) {
            if (line.wants(begun.array(), begun.length())) {
                return line;
            }
        }
        return null;
    }

    boolean isCounting() {
        for (CountedLine line : reading) {
            if (line.left() > 0) {
                return true;
            }
        }
        return false;
    }
}
