package io.atflux.internal.codec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lines whose bytes are counted: those that are expected, and those of the line that is being read. */
final class CountedLines {

    private List<CountedLine> armed = List.of();
    /** Apart from {@link #armed}: a command may end before the line that it expected. */
    private List<CountedLine> reading = List.of();

    /** @param idle whether no line has begun, so that the lines apply to the next one */
    void arm(List<CountedLine> lines, boolean idle) {
        armed = lines;
        if (idle) {
            reading = lines;
        }
    }

    void promptTaken() {
        reading = armed;
    }

    void startLine() {
        reading = armed;
        for (int i = 0; i < reading.size(); i++) {
            reading.get(i).reset();
        }
    }

    /** The counted line that matches the line so far; null for none. */
    @Nullable
    CountedLine of(LineBuffer line) {
        for (int i = 0; i < reading.size(); i++) {
            if (reading.get(i).wants(line.array(), line.length())) {
                return reading.get(i);
            }
        }
        return null;
    }

    boolean isCounting() {
        for (int i = 0; i < reading.size(); i++) {
            if (reading.get(i).left() > 0) {
                return true;
            }
        }
        return false;
    }
}
