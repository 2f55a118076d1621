package io.atflux.standard;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A command line that the modem carried out, and all of its output for it. */
final class Execution {

    final String line;

    /**
     * The write that it came from, if it is exactly one write; otherwise it was joined from pieces, and belongs to no
     * request.
     */
    final @Nullable Written written;

    final List<Printed> lines = new ArrayList<>();

    @Nullable
    Printed result;

    @Nullable
    Printed prompt;

    /** The unsolicited output later than its final result. */
    @Nullable
    Printed settled;

    /** The data that was entered after its prompt, if it asked for data and received some. */
    byte @Nullable [] entered;

    Execution(String line, @Nullable Written written) {
        this.line = line;
        this.written = written;
    }

    /** All of its output, including the result. */
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
