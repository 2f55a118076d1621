package io.atflux.standard;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A command line that the modem carried out, and all that it printed for it. */
final class Execution {

    final String line;

    /** The write that it was, if it was one as it stands; otherwise it was patched together from pieces, and is nobody's. */
    final @Nullable Written written;

    final List<Printed> lines = new ArrayList<>();

    @Nullable
    Printed result;

    @Nullable
    Printed prompt;

    /** What it printed by itself, later than its final result. */
    @Nullable
    Printed settled;

    /** What was entered after its prompt, if it asked for data and was given some. */
    byte @Nullable [] entered;

    Execution(String line, @Nullable Written written) {
        this.line = line;
        this.written = written;
    }

    /** All that it printed, the result as well. */
    List<Printed> all() {
        List<Printed> all = new ArrayList<>(lines);
        if (result != null) {
            all.add(result);
        }
        return all;
    }

    @Override
    public String toString() {
        return line + " -> " + lines.stream().map(Printed::text).toList() + " "
                + (result == null ? "-" : result.text());
    }
}
