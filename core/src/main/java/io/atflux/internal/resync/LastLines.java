package io.atflux.internal.resync;

import java.util.ArrayList;
import java.util.List;

/** The last lines that arrived, for people. Confined to the event loop. */
final class LastLines {

    private static final int MOST = 4;

    private final List<String> lines = new ArrayList<>(0);

    void clear() {
        lines.clear();
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    /** @param shown the line with masked secrets */
    void add(String shown) {
        if (lines.size() == MOST) {
            lines.remove(0);
        }
        lines.add('"' + shown + '"');
    }

    /** The end of a sentence; empty if no line arrived. */
    @Override
    public String toString() {
        return lines.isEmpty() ? "" : "; last lines: " + String.join(", ", lines);
    }
}
